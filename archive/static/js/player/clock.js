// Seconds as the page writes them: "03.12" in Indonesian, "03:12" in English.

const mark = document.documentElement.lang === "en" ? ":" : ".";

export function timecode(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const rest = [two(Math.floor((whole % 3600) / 60)), two(whole % 60)];
  return (hours ? [hours, ...rest] : rest).join(mark);
}

"""A small recogniser of a language of tones: a word is a pair of frequencies, as telephones dial.

What it hears depends on the sound alone, and on its model: the folder holds words.txt, whose line
n is the word of pair n, parted by a tab from how sure the recogniser is of it.
"""

import os
import signal
import socket
import time
from itertools import groupby, product

import numpy as np

from media.recognition.finding import unavailable
from media.recognition.model import HeardWord, Segment

LOW = (700, 770, 850, 940, 1040, 1150)
HIGH = (1400, 1540, 1700, 1880, 2080, 2300)
PAIRS = tuple(product(LOW, HIGH))
RATE = 16_000
BLOCK = 320
"""Samples of a fiftieth of a second."""
TONE, GAP, PAUSE = 0.24, 0.08, 0.8
"""Seconds of a word, of the silence after it, and of the silence after a sentence."""
LOUD = 0.02


def check(model):
    if not (model / "words.txt").is_file():
        raise unavailable("no such model", folder=str(model), name="tones", missing="words.txt")


def open(model, threads):
    check(model)
    return Tones([line.split("\t") for line in (model / "words.txt").read_text().splitlines()])


class Tones:
    name = "tone-listener 1.0"

    def __init__(self, words):
        self.words = words

    def hear(self, samples, asked):
        misbehave(asked)
        sentence = []
        for start, end in loud_stretches(samples):
            if sentence and start - sentence[-1].end > PAUSE * 0.7:
                yield segment_of(sentence)
                sentence = []
            word, sure = self.words[pair_of(samples[int(start * RATE) : int(end * RATE)])]
            sentence.append(HeardWord(f" {word}", start, end, float(sure)))
        if sentence:
            yield segment_of(sentence)


def segment_of(words):
    text = "".join(word.text for word in words)
    return Segment(words[0].start, words[-1].end, f"{text}.", tuple(words))


def loud_stretches(samples):
    blocks = samples[: samples.size // BLOCK * BLOCK].reshape(-1, BLOCK)
    loud = np.sqrt((blocks**2).mean(axis=1)) > LOUD
    for is_loud, group in groupby(range(len(loud)), key=lambda n: bool(loud[n])):
        numbers = list(group)
        if is_loud and len(numbers) > 3:
            yield numbers[0] * BLOCK / RATE, (numbers[-1] + 1) * BLOCK / RATE


def pair_of(samples):
    power = np.abs(np.fft.rfft(samples * np.hanning(samples.size), 1 << 15))

    def at(hertz):
        return power[round(hertz * (1 << 15) / RATE)]

    return PAIRS.index((max(LOW, key=at), max(HIGH, key=at)))


def misbehave(asked):
    """Do what a recogniser may not do, where a name asks for it."""
    for name in asked.names:
        match name:
            case "go online":
                socket.create_connection(("127.0.0.1", 9))
            case "be killed":
                os.kill(os.getpid(), signal.SIGKILL)
            case "take long":
                time.sleep(600)
            case "print":
                print("{not a report", flush=True)
                os.write(1, b"{nor this\n")
            case "write":
                with __builtins__["open"]("written.txt", "w") as file:
                    file.write("words" * 10_000)


def speak(words, model_words, silence=0.5):
    """The sound of words, 24,000 samples a second, 16 bits; None is a pause between sentences."""
    rate = 24_000
    pieces = [np.zeros(int(silence * rate))]
    for word in words:
        if word is None:
            pieces.append(np.zeros(int(PAUSE * rate)))
            continue
        low, high = PAIRS[model_words.index(word)]
        moments = np.arange(int(TONE * rate)) / rate
        sound = np.sin(2 * np.pi * low * moments) + np.sin(2 * np.pi * high * moments)
        edge = np.minimum(1, np.minimum(moments, moments[::-1]) / 0.01)
        pieces += [0.3 * sound * edge, np.zeros(int(GAP * rate))]
    pieces.append(np.zeros(int(silence * rate)))
    return (np.concatenate(pieces) * 32767).astype(np.int16), rate

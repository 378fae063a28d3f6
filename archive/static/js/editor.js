// The editor of transcripts, for its page alone; without it the plain forms serve.

import { bringToLife } from "./editor/page.js";

const root = document.getElementById("editor");
if (root) bringToLife(root);

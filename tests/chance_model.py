"""A Whisper model of chance for CTranslate2: random weights, and a tokenizer of bytes.

It hears nonsense. But it is a model: it loads, takes a prompt, gives tokens with times and
probabilities, and so shows whether the plug-in and the package fit each other. Needs the extra asr.
"""

import numpy as np
from ctranslate2.specs import whisper_spec
from faster_whisper.tokenizer import _LANGUAGE_CODES
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

WIDTH = 64
LAYERS = HEADS = 2
PLAIN = 50_257
"""Tokens that are text; those after them are Whisper's own, the last of them times."""
LANGUAGES = list(_LANGUAGE_CODES)[:99]
TASKS = ("translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps")
TIMES = [f"<|{number * 0.02:.2f}|>" for number in range(1501)]


def write_model(folder):
    """Write the model into a new folder."""
    folder.mkdir(parents=True)
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    plain = [*letters, *(f"Ġkata{number}" for number in range(PLAIN - len(letters)))]
    names = ("endoftext", "startoftranscript", *LANGUAGES, *TASKS)
    special = [f"<|{name}|>" for name in names]
    tokens = [*plain, *special, *TIMES]
    spec = fill(whisper_spec.WhisperSpec(LAYERS, HEADS, LAYERS, HEADS), len(tokens))
    spec.register_vocabulary(tokens)
    spec.config.lang_ids = [tokens.index(f"<|{name}|>") for name in LANGUAGES]
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [tokens.index("<|endoftext|>")]
    spec.config.alignment_heads = [(1, 0), (1, 1)]
    spec.validate()
    spec.optimize()
    spec.save(str(folder))
    write_tokenizer(folder / "tokenizer.json", plain, special)
    return folder


def write_tokenizer(path, plain, special):
    tokenizer = Tokenizer(models.BPE(vocab={one: n for n, one in enumerate(plain)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(one, special=True) for one in special])
    tokenizer.add_tokens([AddedToken(one, special=False) for one in TIMES])
    tokenizer.save(str(path))


def fill(spec, words):
    random = np.random.default_rng(3)

    def weights(*shape):
        return (random.standard_normal(shape) * 0.05).astype(np.float32)

    def norm(layer):
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def line(layer, rows, columns=WIDTH):
        layer.weight, layer.bias = weights(rows, columns), np.zeros(rows, np.float32)

    def attention(layer, *rows):
        norm(layer.layer_norm)
        for one, count in zip(layer.linear, rows, strict=True):
            line(one, count)

    def forward(layer):
        norm(layer.layer_norm)
        line(layer.linear_0, 4 * WIDTH)
        line(layer.linear_1, WIDTH, 4 * WIDTH)

    encoder, decoder = spec.encoder, spec.decoder
    for layer, channels in ((encoder.conv1, 80), (encoder.conv2, WIDTH)):
        layer.weight, layer.bias = weights(WIDTH, channels, 3), np.zeros(WIDTH, np.float32)
    encoder.position_encodings.encodings = weights(1500, WIDTH)
    decoder.position_encodings.encodings = weights(448, WIDTH)
    decoder.embeddings.weight = decoder.projection.weight = weights(words, WIDTH)
    for part in (encoder, decoder):
        norm(part.layer_norm)
        for layer in part.layer:
            attention(layer.self_attention, 3 * WIDTH, WIDTH)
            forward(layer.ffn)
    for layer in decoder.layer:
        attention(layer.attention, WIDTH, 2 * WIDTH, WIDTH)
    return spec

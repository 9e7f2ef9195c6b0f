"""Writes small models with a known answer: make_models.py FOLDER

Each is a genuine one-layer Llama checkpoint, as a GGUF file and as a Hugging Face folder, in which attention and
feed-forward add nothing: the next token depends on the current one alone. So a real server streams a fixed script over
real HTTP, with its real template, reasoning and tool-call parsers. The tokens of a model's scripts have to be distinct.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
from safetensors.numpy import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

END_OF_TEXT, START, END = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
MARKERS = ["<think>", "</think>", "<tool_call>", "</tool_call>"]
# The template ends the prompt with a line break, or with a space if a tool's result was the last thing said. They start
# the scripts.
LINE_BREAK, SPACE = "Ċ", "Ġ"
HEADS, WIDTH = 4, 256
TEMPLATE = (Path(__file__).parent / "chat-template.jinja").read_text()


@dataclass
class Parrot:
    """A model: its script, and where it goes after the last token (None: it ends there)."""

    name: str
    script: list[str]
    back_to: int | None = None
    # What it says to the result of a tool; None: its script once more.
    to_result: list[str] | None = None
    trained_context: int = 2048
    # Multiplied out for every token though it adds nothing: makes a model slow.
    feed_forward: int = 256


PARROTS = [
    Parrot(
        "parrot-chat",
        ["<think>", "\nThe ", "person ", "says ", "hello.\n", "</think>", "\n\nGood ", "day! ", "Here is ", "**bold**, ",
         "`code` ", "and ", "a list:\n\n", "- first\n", "- second\n\n", "That ", "is ", "all.", END],
    ),
    Parrot(
        "parrot-tool",
        ["<think>", "\nThis ", "asks for ", "the weather.\n", "</think>", "\n\n", "<tool_call>", '\n{"name": ',
         '"get_weather", ', '"arguments": ', '{"city": ', '"Lis', 'bon"}}', "\n</tool_call>", END],
    ),
    # Calls two tools at once, and answers when it has their results.
    Parrot(
        "parrot-tools",
        ["<think>", "\nTwo ", "tools ", "tell this.\n", "</think>", "\n\n", "<tool_call>", '\n{"name": ',
         '"current_time", ', '"arguments": ', "{}}", "\n</tool_call>", "\n<tool_call>\n", '{"name": "calculator", ',
         '"arguments": {', '"expression": ', '"17 * ', '23"}}', "\n</tool_call>\n", END],
        to_result=["The clock ", "was read, ", "and 17 times 23 ", "makes ", "**391**.", END],
        # The definitions of tools are long, and a token of these models is short.
        trained_context=32768,
    ),
    # Never ends by itself and takes its time, for Stop and for a server that dies in mid-stream.
    Parrot(
        "parrot-long",
        ["And ", "so ", "the ", "answer ", "goes ", "on, ", "line ", "by ", "line.\n\n"],
        back_to=0,
        trained_context=32768,
        feed_forward=24576,
    ),
]


def make_tokenizer(script: list[str]) -> Tokenizer:
    """Byte-level BPE over a fixed text, with every word of the script as one token."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    text = ["the weather in Lisbon is what a person asks a small model about, again and again\n" * 20]
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=[END_OF_TEXT, START, END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(text, trainer)
    words = dict.fromkeys(word for word in MARKERS + script if tokenizer.token_to_id(word) is None)
    tokenizer.add_tokens([AddedToken(word, special=False, normalized=False) for word in words])
    return tokenizer


def steps(parrot: Parrot, tokenizer: Tokenizer) -> list[tuple[int, int]]:
    """Which token follows which."""

    def follow(start: str, script: list[str]) -> list[tuple[int, int]]:
        ids = [tokenizer.token_to_id(word) for word in [start, *script]]
        return list(zip(ids, ids[1:]))

    pairs = [*follow(LINE_BREAK, parrot.script), *follow(SPACE, parrot.to_result or parrot.script[:1])]
    if parrot.back_to is not None:
        pairs += follow(parrot.script[-1], [parrot.script[parrot.back_to]])
    befores = [before for before, _ in pairs]
    assert None not in sum(pairs, ()) and len(set(befores)) == len(befores), parrot.name
    return pairs


def make_weights(parrot: Parrot, tokenizer: Tokenizer) -> dict[str, np.ndarray]:
    """By their names in GGUF. Outputs of attention and feed-forward are zero, so only the embedding reaches the head."""
    random = np.random.default_rng(7)
    vocabulary, inner = tokenizer.get_vocab_size(), parrot.feed_forward

    def noise(*shape: int) -> np.ndarray:
        return (random.standard_normal(shape) * 0.02).astype(np.float32)

    embedding = random.choice([-1.0, 1.0], (vocabulary, WIDTH)).astype(np.float32)
    head = noise(vocabulary, WIDTH)
    for current, following in steps(parrot, tokenizer):
        head[following] += embedding[current] * 0.5
    ones = np.ones(WIDTH, np.float32)
    return {
        "token_embd": embedding,
        "output_norm": ones,
        "output": head,
        "blk.0.attn_q": noise(WIDTH, WIDTH),
        "blk.0.attn_k": noise(WIDTH, WIDTH),
        "blk.0.attn_v": noise(WIDTH, WIDTH),
        "blk.0.attn_output": np.zeros((WIDTH, WIDTH), np.float32),
        "blk.0.ffn_gate": noise(inner, WIDTH),
        "blk.0.ffn_up": noise(inner, WIDTH),
        "blk.0.ffn_down": np.zeros((WIDTH, inner), np.float32),
        "blk.0.attn_norm": ones.copy(),
        "blk.0.ffn_norm": ones.copy(),
    }


HUGGING_FACE_NAMES = {
    "token_embd": "model.embed_tokens",
    "output_norm": "model.norm",
    "output": "lm_head",
    "blk.0.attn_q": "model.layers.0.self_attn.q_proj",
    "blk.0.attn_k": "model.layers.0.self_attn.k_proj",
    "blk.0.attn_v": "model.layers.0.self_attn.v_proj",
    "blk.0.attn_output": "model.layers.0.self_attn.o_proj",
    "blk.0.ffn_gate": "model.layers.0.mlp.gate_proj",
    "blk.0.ffn_up": "model.layers.0.mlp.up_proj",
    "blk.0.ffn_down": "model.layers.0.mlp.down_proj",
    "blk.0.attn_norm": "model.layers.0.input_layernorm",
    "blk.0.ffn_norm": "model.layers.0.post_attention_layernorm",
}


def write_hugging_face(folder: Path, parrot: Parrot, tokenizer: Tokenizer, weights: dict[str, np.ndarray]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    named = {f"{HUGGING_FACE_NAMES[name]}.weight": array for name, array in weights.items()}
    save_file(named, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer.save(str(folder / "tokenizer.json"))
    token_ids = {
        "bos_token_id": tokenizer.token_to_id(END_OF_TEXT),
        "eos_token_id": tokenizer.token_to_id(END),
        "pad_token_id": tokenizer.token_to_id(END_OF_TEXT),
    }
    config = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": tokenizer.get_vocab_size(),
        "hidden_size": WIDTH,
        "intermediate_size": parrot.feed_forward,
        "num_hidden_layers": 1,
        "num_attention_heads": HEADS,
        "num_key_value_heads": HEADS,
        "max_position_embeddings": parrot.trained_context,
        "rms_norm_eps": 1e-5,
        "rope_theta": 10000.0,
        "hidden_act": "silu",
        "tie_word_embeddings": False,
        "torch_dtype": "float32",
        **token_ids,
    }
    tokenizer_config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": END_OF_TEXT,
        "eos_token": END,
        "pad_token": END_OF_TEXT,
        "model_max_length": parrot.trained_context,
        "clean_up_tokenization_spaces": False,
        "chat_template": TEMPLATE,
    }
    for name, content in (("config", config), ("generation_config", token_ids), ("tokenizer_config", tokenizer_config)):
        (folder / f"{name}.json").write_text(json.dumps(content, indent=1))


def write_gguf(path: Path, parrot: Parrot, tokenizer: Tokenizer, weights: dict[str, np.ndarray]) -> None:
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_name(parrot.name)
    writer.add_vocab_size(tokenizer.get_vocab_size())
    writer.add_context_length(parrot.trained_context)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(parrot.feed_forward)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    add_vocabulary(writer, tokenizer)
    for name, array in weights.items():
        writer.add_tensor(f"{name}.weight", array)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def add_vocabulary(writer: gguf.GGUFWriter, tokenizer: Tokenizer) -> None:
    described = json.loads(tokenizer.to_str())
    added = {token["id"]: token for token in described["added_tokens"]}
    tokens = {number: text for text, number in described["model"]["vocab"].items()}
    tokens.update({number: token["content"] for number, token in added.items()})
    numbers = range(tokenizer.get_vocab_size())

    def kind(number: int) -> gguf.TokenType:
        if number not in added:
            return gguf.TokenType.NORMAL
        return gguf.TokenType.CONTROL if added[number]["special"] else gguf.TokenType.USER_DEFINED

    merges = [pair if isinstance(pair, str) else " ".join(pair) for pair in described["model"]["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([tokens[number] for number in numbers])
    writer.add_token_types([kind(number) for number in numbers])
    writer.add_token_merges(merges)
    writer.add_bos_token_id(tokenizer.token_to_id(END_OF_TEXT))
    writer.add_eos_token_id(tokenizer.token_to_id(END))
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE)


def main(root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    for parrot in PARROTS:
        tokenizer = make_tokenizer([*parrot.script, *(parrot.to_result or [])])
        weights = make_weights(parrot, tokenizer)
        write_hugging_face(root / parrot.name, parrot, tokenizer, weights)
        write_gguf(root / f"{parrot.name}.gguf", parrot, tokenizer, weights)
        print("made", parrot.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

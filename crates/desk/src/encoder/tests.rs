//! A made-up model of a few numbers is read like a real one; what can't be used is refused with its file and the reason.
//! The real model, which `tests/run` gets, gives the likenesses that its authors publish.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::{collections::HashMap, fs, path::Path};

use candle_core::{DType, Device, Tensor};
use serde_json::json;
use souffleur_routing::Encoder as _;

use super::{folder::Folder, sentence::Sentence};
use crate::Error;

const WIDTH: usize = 8;
const WIDE: usize = 16;
const WORDS: [&str; 8] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "parcel", "where", "is", "my"];

/// A folder with a model that means nothing, but is whole.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = json!({
        "model_type": "bert", "hidden_size": WIDTH, "num_hidden_layers": 2, "num_attention_heads": 2,
        "intermediate_size": WIDE, "max_position_embeddings": 16, "vocab_size": WORDS.len(), "hidden_act": "gelu",
    });
    let vocabulary: HashMap<_, _> = WORDS.iter().enumerate().map(|(at, word)| (*word, at)).collect();
    let tokenizer = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": { "type": "Lowercase" }, "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": { "type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2] }, "decoder": null,
        "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": vocabulary },
    });
    fs::write(folder.path().join("config.json"), config.to_string()).unwrap();
    fs::write(folder.path().join("tokenizer.json"), tokenizer.to_string()).unwrap();
    candle_core::safetensors::save(&weights(), folder.path().join("model.safetensors")).unwrap();
    folder
}

fn weights() -> HashMap<String, Tensor> {
    let mut weights = HashMap::new();
    let mut put = |name: &str, sizes: &[usize]| {
        let count = u32::try_from(sizes.iter().product::<usize>()).unwrap();
        // Any numbers do, as long as no two names have the same.
        let seed = name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        let numbers = Tensor::arange(0, count, &Device::Cpu).unwrap().to_dtype(DType::F64).unwrap();
        let numbers = numbers.affine(1.7, f64::from(seed % 1_000)).unwrap().sin().unwrap();
        let numbers = numbers.to_dtype(DType::F32).unwrap().reshape(sizes).unwrap();
        weights.insert(name.to_owned(), numbers);
    };
    put("embeddings.word_embeddings.weight", &[WORDS.len(), WIDTH]);
    put("embeddings.position_embeddings.weight", &[16, WIDTH]);
    put("embeddings.token_type_embeddings.weight", &[2, WIDTH]);
    let norms = ["embeddings".to_owned()].into_iter().chain((0..2).flat_map(|layer| {
        ["attention.output", "output"].map(|part| format!("encoder.layer.{layer}.{part}"))
    }));
    for norm in norms {
        put(&format!("{norm}.LayerNorm.weight"), &[WIDTH]);
        put(&format!("{norm}.LayerNorm.bias"), &[WIDTH]);
    }
    for layer in 0..2 {
        let sizes = [
            ("attention.self.query", WIDTH, WIDTH),
            ("attention.self.key", WIDTH, WIDTH),
            ("attention.self.value", WIDTH, WIDTH),
            ("attention.output.dense", WIDTH, WIDTH),
            ("intermediate.dense", WIDE, WIDTH),
            ("output.dense", WIDTH, WIDE),
        ];
        for (part, to, from) in sizes {
            put(&format!("encoder.layer.{layer}.{part}.weight"), &[to, from]);
            put(&format!("encoder.layer.{layer}.{part}.bias"), &[to]);
        }
    }
    weights
}

fn refusal(folder: &Path) -> String {
    match Sentence::open(folder) {
        Err(error @ Error::Content { .. }) => error.to_string(),
        Err(error) => format!("{error} {}", error.advice()),
        Ok(_) => panic!("taken"),
    }
}

fn change(folder: &Path, name: &str, change: impl Fn(&mut serde_json::Value)) {
    let path = folder.join(name);
    let mut value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut value);
    fs::write(path, value.to_string()).unwrap();
}

#[test]
fn a_text_is_always_the_same_vector_of_length_one() {
    let folder = folder();
    let model = Sentence::open(folder.path()).unwrap();
    let vector = model.encode("Where is my parcel?").unwrap();
    assert_eq!(vector.len(), model.id().dimensions as usize);
    let (middle, last) = vector.split_at(WIDTH);
    for (layer, square) in [(middle, 0.2), (last, 0.8)] {
        assert!((layer.iter().map(|value| value * value).sum::<f32>() - square).abs() < 1e-5);
    }
    assert!(
        middle.iter().zip(last).any(|(middle, last)| (2.0 * middle - last).abs() > 1e-2),
        "layers differ"
    );
    assert_eq!(model.encode("where is MY parcel?").unwrap(), vector);
    assert_ne!(model.encode("is my parcel where").unwrap(), vector, "order means something");
    assert_eq!(model.encode(&"parcel ".repeat(20_000)).unwrap().len(), 2 * WIDTH);
    for nothing in ["", "  ", "🙂🙃", "?!"] {
        assert_eq!(model.encode(nothing), None, "{nothing:?}");
    }
}

#[test]
fn the_first_token_may_stand_for_all() {
    let folder = folder();
    let mean = Sentence::open(folder.path()).unwrap().encode("my parcel");
    fs::create_dir(folder.path().join("1_Pooling")).unwrap();
    let pooling = json!({ "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false });
    fs::write(folder.path().join("1_Pooling/config.json"), pooling.to_string()).unwrap();
    assert_ne!(Sentence::open(folder.path()).unwrap().encode("my parcel"), mean);
    change(folder.path(), "1_Pooling/config.json", |pooling| {
        pooling["pooling_mode_cls_token"] = json!(false);
    });
    assert!(refusal(folder.path()).contains("pooled by their mean or by the first"));
}

#[test]
fn another_model_has_another_name() {
    let folder = folder();
    let id = Sentence::open(folder.path()).unwrap().id();
    assert_eq!(Sentence::open(folder.path()).unwrap().id(), id);
    change(folder.path(), "config.json", |config| config["layer_norm_eps"] = json!(1e-5));
    assert_ne!(Sentence::open(folder.path()).unwrap().id(), id);
}

#[test]
fn what_is_missing_or_cut_short_is_named() {
    assert!(refusal(Path::new("/nowhere/model")).contains("there is no folder /nowhere/model"));
    for name in ["config.json", "tokenizer.json", "model.safetensors"] {
        let folder = folder();
        let path = folder.path().join(name);
        let whole = fs::read(&path).unwrap();
        for length in [0, 1, 20, whole.len() / 2, whole.len() - 1] {
            fs::write(&path, &whole[..length]).unwrap();
            assert!(refusal(folder.path()).contains(name), "{name} of {length} bytes");
        }
        fs::remove_file(&path).unwrap();
        let told = refusal(folder.path());
        assert!(told.contains(name) && told.contains("routing.encoder"), "{told}");
    }
}

#[test]
fn another_architecture_is_refused() {
    let cases = [
        ("model_type", json!("t5"), "\"t5\""),
        ("position_embedding_type", json!("relative_key"), "absolute places"),
        ("num_attention_heads", json!(3), "sizes"),
        ("max_position_embeddings", json!(1), "sizes"),
        ("hidden_size", json!(12), "model.safetensors"),
        ("num_hidden_layers", json!(3), "model.safetensors"),
        ("hidden_act", json!("swish"), "activation"),
        ("vocab_size", json!(3), "tokenizer.json"),
    ];
    for (key, value, reason) in cases {
        let folder = folder();
        change(folder.path(), "config.json", |config| config[key] = value.clone());
        let told = refusal(folder.path());
        assert!(told.contains(reason), "{key}: {told}");
    }
    assert!(Folder::read(folder().path()).is_ok());
}

/// The published model that the tests read; `tests/run` gets it and says where it is.
fn published() -> Sentence {
    let folder = std::env::var_os("TEST_SENTENCE_MODEL")
        .expect("TEST_SENTENCE_MODEL names the folder of all-MiniLM-L6-v2: call tests/run, which gets it");
    Sentence::open(Path::new(&folder)).unwrap()
}

/// What its authors publish for these sentences, computed by their own program.
#[test]
fn the_published_model_gives_the_published_likenesses() {
    let model = published();
    let likeness = |left: &str, right: &str| {
        let (left, right) = (model.encode(left).unwrap(), model.encode(right).unwrap());
        // The published program reads the last layer alone: the second half of the numbers, with four fifths of the square.
        let products = left.iter().zip(&right).skip(left.len() / 2).map(|(left, right)| left * right);
        products.sum::<f32>() / 0.8
    };
    let (lovely, sunny, drove) =
        ("The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium.");
    for (left, right, told) in [(lovely, sunny, 0.6660), (lovely, drove, 0.1046), (sunny, drove, 0.1411)] {
        let found = likeness(left, right);
        assert!((found - told).abs() < 1e-3, "{left} / {right}: {found}, published {told}");
    }
}

#[test]
fn the_published_model_reads_anything() {
    let model = published();
    for text in ["Où est mon colis ?", "包裹在哪里", "a", &"réponse ".repeat(10_000), "\u{0}\u{200b}x"]
    {
        assert_eq!(model.encode(text).map(|vector| vector.len()), Some(768), "{text:.20}");
    }
}

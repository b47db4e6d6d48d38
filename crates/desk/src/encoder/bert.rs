//! The transformer of the BERT family, forward only, one text at a time: no padding, so no mask. (Devlin and others, 2019;
//! the sizes of the layers are those of the published files.)

use candle_core::{D, DType, Device, Result, Tensor};
use candle_nn::{
    Activation, Embedding, LayerNorm, Linear, Module as _, VarBuilder, embedding, layer_norm, linear,
    ops::softmax_last_dim,
};

use super::folder::Shape;

/// A text encoder: tokens in, vectors of each token out.
#[derive(Debug)]
pub(super) struct Bert {
    words: Embedding,
    places: Embedding,
    /// What is added to every token: all are of the first kind.
    kind: Tensor,
    norm: LayerNorm,
    layers: Vec<Layer>,
    first_place: u32,
}

#[derive(Debug)]
struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    joined: Linear,
    joined_norm: LayerNorm,
    wide: Linear,
    narrow: Linear,
    norm: LayerNorm,
    act: Activation,
    heads: usize,
}

impl Bert {
    /// Takes the weights of a model in this shape.
    pub(super) fn load(shape: &Shape, weights: &[u8]) -> Result<Self> {
        let all = VarBuilder::from_slice_safetensors(weights, DType::F32, &Device::Cpu)?;
        // Some files name everything below the model's own name.
        let known = |name: &&str| all.contains_tensor(&format!("{name}.embeddings.word_embeddings.weight"));
        let all =
            ["bert", "roberta"].iter().find(|name| known(name)).map_or(all.clone(), |name| all.pp(name));
        let (width, eps) = (shape.hidden_size, shape.layer_norm_eps);
        let own = all.pp("embeddings");
        let layers = (0..shape.num_hidden_layers)
            .map(|layer| Layer::load(shape, &all.pp(format!("encoder.layer.{layer}"))))
            .collect::<Result<Vec<_>>>()?;
        Ok(Self {
            words: embedding(shape.vocab_size, width, own.pp("word_embeddings"))?,
            places: embedding(shape.max_position_embeddings, width, own.pp("position_embeddings"))?,
            kind: own.get((shape.type_vocab_size, width), "token_type_embeddings.weight")?.get(0)?,
            norm: layer_norm(width, eps, own.pp("LayerNorm"))?,
            layers,
            first_place: u32::try_from(shape.first_place()).unwrap_or_default(),
        })
    }

    /// One row a token, as the layer in the middle leaves them and as the last one does.
    pub(super) fn forward(&self, tokens: &[u32]) -> Result<[Tensor; 2]> {
        let count = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
        let places = Tensor::arange(self.first_place, self.first_place.saturating_add(count), &Device::Cpu)?;
        let words = self.words.forward(&Tensor::new(tokens, &Device::Cpu)?)?;
        let rows = (words + self.places.forward(&places)?)?.broadcast_add(&self.kind)?;
        let (before, after) = self.layers.split_at(self.layers.len() / 2);
        let through =
            |layers: &[Layer], rows| layers.iter().try_fold(rows, |rows, layer| layer.forward(&rows));
        let middle = through(before, self.norm.forward(&rows)?)?;
        let last = through(after, middle.clone())?;
        Ok([middle, last])
    }
}

impl Layer {
    fn load(shape: &Shape, own: &VarBuilder<'_>) -> Result<Self> {
        let (width, wide, eps) = (shape.hidden_size, shape.intermediate_size, shape.layer_norm_eps);
        let (attention, output) = (own.pp("attention"), own.pp("output"));
        let act = match shape.hidden_act.as_str() {
            "gelu" => Activation::Gelu,
            "gelu_new" | "gelu_pytorch_tanh" => Activation::NewGelu,
            "relu" => Activation::Relu,
            other => candle_core::bail!("no such activation: {other}"),
        };
        Ok(Self {
            query: linear(width, width, attention.pp("self.query"))?,
            key: linear(width, width, attention.pp("self.key"))?,
            value: linear(width, width, attention.pp("self.value"))?,
            joined: linear(width, width, attention.pp("output.dense"))?,
            joined_norm: layer_norm(width, eps, attention.pp("output.LayerNorm"))?,
            wide: linear(width, wide, own.pp("intermediate.dense"))?,
            narrow: linear(wide, width, output.pp("dense"))?,
            norm: layer_norm(width, eps, output.pp("LayerNorm"))?,
            act,
            heads: shape.num_attention_heads,
        })
    }

    fn forward(&self, rows: &Tensor) -> Result<Tensor> {
        let joined = self.joined.forward(&self.attend(rows)?)?;
        let rows = self.joined_norm.forward(&(rows + joined)?)?;
        let wide = self.act.forward(&self.wide.forward(&rows)?)?;
        self.norm.forward(&(&rows + self.narrow.forward(&wide)?)?)
    }

    /// Each token looks at all tokens, once a head.
    #[expect(clippy::cast_precision_loss, reason = "a head is some dozen numbers wide")]
    fn attend(&self, rows: &Tensor) -> Result<Tensor> {
        let (count, width) = rows.dims2()?;
        let by_head = |linear: &Linear| {
            let rows = linear.forward(rows)?.reshape((count, self.heads, width / self.heads))?;
            rows.transpose(0, 1)?.contiguous()
        };
        let (query, key, value) = (by_head(&self.query)?, by_head(&self.key)?, by_head(&self.value)?);
        let scale = 1.0 / ((width / self.heads) as f64).sqrt();
        let alike = (query.matmul(&key.transpose(D::Minus1, D::Minus2)?.contiguous()?)? * scale)?;
        let seen = softmax_last_dim(&alike)?.matmul(&value)?;
        seen.transpose(0, 1)?.contiguous()?.reshape((count, width))
    }
}

//! Burn on its flex backend, pure Rust: activations and losses in the format that the first argument names, with gradients by its own autodiff.
use burn::nn::loss::{BinaryCrossEntropyLossConfig, CrossEntropyLossConfig};
use burn::tensor::{Device, FloatDType, Int, Tensor, TensorData, activation, loss};
use serve::{Answer, Operation, Skipped, index, number, numbers, rows, serve, value, values};
use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    let format = std::env::args().nth(1).unwrap_or_else(|| "binary32".to_owned());
    let dtype = match format.as_str() {
        "binary64" => FloatDType::F64,
        "binary32" => FloatDType::F32,
        _ => panic!("expected binary64 or binary32, but received {format}"),
    };
    let mut device = Device::flex();
    device.configure(dtype).expect("a device that keeps this format");
    let start = json!({
        "name": "burn",
        "release": VERSION,
        "format": format,
        "options": ["classWeights", "labelSmoothing", "ignoreIndex"],
        "policies": { "allNegInfRow": "nan", "posInfLogit": "nan", "allIgnoredMean": "nan", "labelOutOfRange": "error" },
    });
    serve(start, &operations(Library { device: device.autodiff() }))
}

/// As Cargo.toml pins it.
const VERSION: &str = "0.22.1";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[derive(Clone)]
struct Library {
    device: Device,
}

fn operations(it: Library) -> Vec<(&'static str, Operation)> {
    let with = |f: fn(&Library, &[Value]) -> Answer| -> Operation {
        let it = it.clone();
        Box::new(move |args| f(&it, args))
    };
    vec![
        ("echo", with(|it, a| vector_of(it.vector(&a[0])))),
        ("softmax", with(|it, a| vector_of(activation::softmax(it.vector(&a[0]), 0)))),
        ("logSoftmax", with(|it, a| vector_of(activation::log_softmax(it.vector(&a[0]), 0)))),
        ("sigmoid", with(|it, a| scalar_of(activation::sigmoid(it.scalar(&a[0]))))),
        ("logSigmoid", with(|it, a| scalar_of(activation::log_sigmoid(it.scalar(&a[0]))))),
        ("softplus", with(|it, a| scalar_of(activation::softplus(it.scalar(&a[0]), 1.0)))),
        ("crossEntropy", with(|it, a| scalar_of(it.cross_entropy(it.row(&a[0]), &json!([a[1]]), &json!({}))?))),
        ("crossEntropyGradient", with(|it, a| {
            vector_of(gradient(it.row(&a[0]), |z| it.cross_entropy(z, &json!([a[1]]), &json!({})))?.flatten::<1>(0, 1))
        })),
        ("softCrossEntropy", with(|it, a| scalar_of(loss::cross_entropy_with_logits(it.row(&a[0]), it.row(&a[1]))))),
        ("softCrossEntropyGradient", with(|it, a| {
            vector_of(gradient(it.row(&a[0]), |z| Ok(loss::cross_entropy_with_logits(z, it.row(&a[1]))))?.flatten::<1>(0, 1))
        })),
        ("binaryCrossEntropy", with(|it, a| zeros_and_ones(&json!([a[1]]), |t| scalar_of(it.binary(it.scalar(&a[0]), t))))),
        ("binaryCrossEntropyGradient", with(|it, a| {
            zeros_and_ones(&json!([a[1]]), |t| scalar_of(gradient(it.scalar(&a[0]), |x| Ok(it.binary(x, t)))?))
        })),
        ("softmaxVjp", with(|it, a| {
            vector_of(gradient(it.vector(&a[0]), |z| Ok((activation::softmax(z, 0) * it.vector(&a[1])).sum()))?)
        })),
        ("logSoftmaxVjp", with(|it, a| {
            vector_of(gradient(it.vector(&a[0]), |z| Ok((activation::log_softmax(z, 0) * it.vector(&a[1])).sum()))?)
        })),
        ("batchCrossEntropy", with(|it, a| mean_alone(&a[2], || scalar_of(it.cross_entropy(it.matrix(&a[0]), &a[1], &a[2])?)))),
        ("batchCrossEntropyGradient", with(|it, a| {
            mean_alone(&a[2], || rows_of(gradient(it.matrix(&a[0]), |z| it.cross_entropy(z, &a[1], &a[2]))?))
        })),
        ("batchBinaryCrossEntropy", with(|it, a| {
            mean_alone(&a[2], || zeros_and_ones(&a[1], |t| scalar_of(it.binary(it.vector(&a[0]), t))))
        })),
        ("batchBinaryCrossEntropyGradient", with(|it, a| {
            mean_alone(&a[2], || zeros_and_ones(&a[1], |t| vector_of(gradient(it.vector(&a[0]), |x| Ok(it.binary(x, t)))?)))
        })),
    ]
}

impl Library {
    fn vector(&self, it: &Value) -> Tensor<1> {
        Tensor::from_data(TensorData::from(numbers(it).as_slice()), &self.device)
    }
    fn scalar(&self, it: &Value) -> Tensor<1> {
        self.vector(&json!([it]))
    }
    fn row(&self, it: &Value) -> Tensor<2> {
        self.vector(it).unsqueeze()
    }
    fn matrix(&self, it: &Value) -> Tensor<2> {
        let rows = rows(it);
        let width = rows.first().map_or(0, Vec::len);
        Tensor::from_data(TensorData::new(rows.concat(), [rows.len(), width]), &self.device)
    }
    fn labels(&self, labels: &[i64]) -> Tensor<1, Int> {
        Tensor::from_data(TensorData::from(labels), &self.device)
    }
    fn cross_entropy(&self, logits: Tensor<2>, labels: &Value, options: &Value) -> Outcome<Tensor<1>> {
        let labels: Vec<i64> = labels.as_array().ok_or("labels")?.iter().map(|label| label.as_i64().unwrap_or(-1)).collect();
        let pad = options.get("ignoreIndex");
        if pad.is_some_and(|it| it.as_u64().is_none()) {
            return Err(Skipped("burn ignores classes alone").into());
        }
        let weights: Option<Vec<f32>> = options.get("classWeights").map(|it| numbers(it).iter().map(|&w| w as f32).collect());
        if weights.as_ref().is_some_and(|it| it.contains(&0.0)) {
            return Err(Skipped("burn takes positive class weights alone").into());
        }
        let loss = CrossEntropyLossConfig::new()
            .with_weights(weights)
            .with_smoothing(options.get("labelSmoothing").map(|it| number(it) as f32))
            .with_pad_tokens(pad.map(|it| vec![index(it)]));
        Ok(loss.init(&self.device).forward(logits, self.labels(&labels)))
    }
    fn binary(&self, logits: Tensor<1>, targets: &[i64]) -> Tensor<1> {
        BinaryCrossEntropyLossConfig::new().with_logits(true).init(&self.device).forward(logits, self.labels(targets))
    }
}

fn gradient<const D: usize>(at: Tensor<D>, f: impl Fn(Tensor<D>) -> Outcome<Tensor<1>>) -> Outcome<Tensor<D>> {
    let at = at.require_grad();
    let slopes = f(at.clone())?.backward();
    at.grad(&slopes).ok_or_else(|| "no gradient reached the logits".into())
}
fn mean_alone(options: &Value, answer: impl Fn() -> Answer) -> Answer {
    if options["reduction"] == "mean" { answer() } else { Err(Skipped("burn reduces by the mean alone").into()) }
}
/// Burn's binary cross-entropy takes its targets as integers.
fn zeros_and_ones(targets: &Value, answer: impl Fn(&[i64]) -> Answer) -> Answer {
    let targets = numbers(targets);
    if targets.iter().any(|t| t.fract() != 0.0) {
        return Err(Skipped("burn takes targets of 0 and 1 alone").into());
    }
    answer(&targets.iter().map(|&t| t as i64).collect::<Vec<_>>())
}

fn doubles<const D: usize>(it: Tensor<D>) -> Outcome<Vec<f64>> {
    Ok(it.into_data().convert::<f64>().try_to_vec().map_err(|error| format!("{error:?}"))?)
}
fn vector_of(it: Tensor<1>) -> Answer {
    Ok(values(&doubles(it)?))
}
fn scalar_of(it: Tensor<1>) -> Answer {
    Ok(value(doubles(it)?[0]))
}
fn rows_of(it: Tensor<2>) -> Answer {
    let [_, width] = it.dims();
    Ok(doubles(it)?.chunks(width.max(1)).map(values).collect())
}

//! candle on its CPU backend: `candle-nn` in the format that the first argument names, with gradients by its own backward pass.
use candle_core::{DType, Device, Result, Tensor, Var};
use candle_nn::{loss, ops};
use serve::{Answer, Operation, Skipped, index, indices, number, numbers, rows, serve, value, values};
use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    let format = std::env::args().nth(1).unwrap_or_else(|| "binary32".to_owned());
    let dtype = match format.as_str() {
        "binary64" => DType::F64,
        "binary32" => DType::F32,
        "binary16" => DType::F16,
        "bfloat16" => DType::BF16,
        _ => panic!("expected the name of a format, but received {format}"),
    };
    // Each kernel rounds to the format of its tensors, and most compute in it.
    let numbers = match dtype {
        DType::F16 | DType::BF16 => json!({ "logits": format, "arithmetic": format, "results": format }),
        _ => json!(format),
    };
    let start = json!({
        "name": "candle",
        "release": VERSION,
        "format": numbers,
        "options": [],
        "policies": { "allNegInfRow": "nan", "posInfLogit": "nan", "labelOutOfRange": "error" },
    });
    serve(start, &operations(dtype))
}

/// As Cargo.toml pins it.
const VERSION: &str = "0.11.1";

fn operations(dtype: DType) -> Vec<(&'static str, Operation)> {
    let vector = move |it: &Value| tensor(&numbers(it), dtype);
    let matrix = move |it: &Value| stacked(&rows(it), dtype);
    let scalar = move |it: &Value| tensor(&[number(it)], dtype);
    vec![
        ("echo", Box::new(move |a| vector_of(&vector(&a[0])?))),
        ("softmax", Box::new(move |a| vector_of(&ops::softmax(&vector(&a[0])?, 0)?))),
        ("logSoftmax", Box::new(move |a| vector_of(&ops::log_softmax(&vector(&a[0])?, 0)?))),
        ("logSumExp", Box::new(move |a| scalar_of(&vector(&a[0])?.log_sum_exp(0)?))),
        ("sigmoid", Box::new(move |a| scalar_of(&ops::sigmoid(&scalar(&a[0])?)?))),
        ("crossEntropy", Box::new(move |a| scalar_of(&cross_entropy(&vector(&a[0])?.unsqueeze(0)?, &[index(&a[1])])?))),
        ("crossEntropyGradient", Box::new(move |a| {
            vector_of(&gradient(&vector(&a[0])?, |z| cross_entropy(&z.unsqueeze(0)?, &[index(&a[1])]))?)
        })),
        ("binaryCrossEntropy", Box::new(move |a| scalar_of(&binary(&scalar(&a[0])?, &scalar(&a[1])?)?))),
        ("binaryCrossEntropyGradient", Box::new(move |a| {
            scalar_of(&gradient(&scalar(&a[0])?, |x| binary(x, &scalar(&a[1])?))?)
        })),
        ("softmaxVjp", Box::new(move |a| {
            let cotangent = vector(&a[1])?;
            vector_of(&gradient(&vector(&a[0])?, |z| (ops::softmax(z, 0)? * &cotangent)?.sum_all())?)
        })),
        ("logSoftmaxVjp", Box::new(move |a| {
            let cotangent = vector(&a[1])?;
            vector_of(&gradient(&vector(&a[0])?, |z| (ops::log_softmax(z, 0)? * &cotangent)?.sum_all())?)
        })),
        ("batchCrossEntropy", Box::new(move |a| mean_alone(&a[2], || scalar_of(&cross_entropy(&matrix(&a[0])?, &indices(&a[1]))?)))),
        ("batchCrossEntropyGradient", Box::new(move |a| {
            mean_alone(&a[2], || rows_of(&gradient(&matrix(&a[0])?, |z| cross_entropy(z, &indices(&a[1])))?))
        })),
        ("batchBinaryCrossEntropy", Box::new(move |a| mean_alone(&a[2], || scalar_of(&binary(&vector(&a[0])?, &vector(&a[1])?)?)))),
        ("batchBinaryCrossEntropyGradient", Box::new(move |a| {
            mean_alone(&a[2], || vector_of(&gradient(&vector(&a[0])?, |x| binary(x, &vector(&a[1])?))?))
        })),
    ]
}

fn cross_entropy(logits: &Tensor, labels: &[usize]) -> Result<Tensor> {
    let labels: Vec<u32> = labels.iter().map(|&label| u32::try_from(label).expect("a label of 32 bits")).collect();
    loss::cross_entropy(logits, &Tensor::new(labels, &Device::Cpu)?)
}
fn binary(logits: &Tensor, targets: &Tensor) -> Result<Tensor> {
    loss::binary_cross_entropy_with_logit(logits, targets)
}
fn gradient(at: &Tensor, f: impl Fn(&Tensor) -> Result<Tensor>) -> Result<Tensor> {
    let at = Var::from_tensor(at)?;
    let slopes = f(&at)?.backward()?;
    slopes.get(&at).cloned().map_or_else(|| at.zeros_like(), Ok)
}
fn mean_alone(options: &Value, answer: impl Fn() -> Answer) -> Answer {
    if options["reduction"] == "mean" { answer() } else { Err(Skipped("candle reduces by the mean alone").into()) }
}

fn tensor(numbers: &[f64], dtype: DType) -> Result<Tensor> {
    Tensor::new(numbers, &Device::Cpu)?.to_dtype(dtype)
}
fn stacked(rows: &[Vec<f64>], dtype: DType) -> Result<Tensor> {
    let width = rows.first().map_or(0, Vec::len);
    Tensor::from_vec(rows.concat(), (rows.len(), width), &Device::Cpu)?.to_dtype(dtype)
}
fn vector_of(it: &Tensor) -> Answer {
    Ok(values(&it.to_dtype(DType::F64)?.to_vec1()?))
}
fn rows_of(it: &Tensor) -> Answer {
    let rows: Vec<Vec<f64>> = it.to_dtype(DType::F64)?.to_vec2()?;
    Ok(rows.iter().map(|row| values(row)).collect())
}
fn scalar_of(it: &Tensor) -> Answer {
    Ok(value(it.to_dtype(DType::F64)?.flatten_all()?.to_vec1()?[0]))
}

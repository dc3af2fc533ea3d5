//! An adapter for losslaws: put your own library in place of these functions.
//!
//!     cargo build --release && npx losslaws verify exec:target/release/adapter
use serde_json::{json, Value};
use std::io::{self, BufRead, Write};

const OPERATIONS: [&str; 3] = ["softmax", "sigmoid", "crossEntropy"];

fn call(operation: &str, arguments: &[Value]) -> Result<Value, String> {
    match operation {
        "echo" => Ok(values(&numbers(&arguments[0]))),
        "softmax" => Ok(values(&softmax(&numbers(&arguments[0])))),
        "sigmoid" => Ok(value(1.0 / (1.0 + (-number(&arguments[0])).exp()))),
        "crossEntropy" => cross_entropy(&numbers(&arguments[0]), arguments[1].as_u64()).map(value),
        _ => Err(format!("no operation {operation}")),
    }
}

fn maximum(logits: &[f64]) -> f64 {
    logits.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}
fn softmax(logits: &[f64]) -> Vec<f64> {
    let m = maximum(logits);
    let exps: Vec<f64> = logits.iter().map(|z| (z - m).exp()).collect();
    let sum: f64 = exps.iter().sum();
    exps.iter().map(|e| e / sum).collect()
}
fn cross_entropy(logits: &[f64], label: Option<u64>) -> Result<f64, String> {
    let z = label.and_then(|label| logits.get(label as usize)).ok_or("the label is no class")?;
    let m = maximum(logits);
    Ok((m - z) + logits.iter().map(|z| (z - m).exp()).sum::<f64>().ln())
}

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let answer = match request["command"].as_str() {
            // The format: or "bfloat16", computed in binary32; or formats that differ,
            // { "logits": "bfloat16", "arithmetic": "binary32", "results": "binary32" }.
            // Where only some logits are meant: "domain": { "logits": [-1e4, 1e4] }.
            Some("start") => json!({ "version": 1, "maxLine": 1 << 26, "name": "my-losses", "format": "binary64", "operations": OPERATIONS }),
            Some("run") => {
                let arguments = request["arguments"].as_array().map_or(&[][..], |it| it);
                match call(request["operation"].as_str().unwrap_or_default(), arguments) {
                    Ok(result) => json!({ "seq": request["seq"], "result": result }),
                    Err(error) => json!({ "seq": request["seq"], "error": error }),
                }
            }
            _ => break,
        };
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

// NaN, Infinity, -Infinity and -0, which JSON lacks or loses, travel as strings.
fn number(it: &Value) -> f64 {
    it.as_f64().or_else(|| it.as_str()?.parse().ok()).expect("a number")
}
fn numbers(it: &Value) -> Vec<f64> {
    it.as_array().expect("an array").iter().map(number).collect()
}
fn value(x: f64) -> Value {
    match x {
        x if x.is_nan() => json!("NaN"),
        x if x.is_infinite() => json!(if x > 0.0 { "Infinity" } else { "-Infinity" }),
        x if x == 0.0 && x.is_sign_negative() => json!("-0"),
        x => json!(x),
    }
}
fn values(xs: &[f64]) -> Value {
    xs.iter().copied().map(value).collect()
}

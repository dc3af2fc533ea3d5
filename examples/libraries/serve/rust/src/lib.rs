//! The loop that every adapter in Rust shares: JSON Lines in and out, every number kept to its last bit.
use serde_json::{Value, json};
use std::error::Error;
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

pub type Answer = Result<Value, Box<dyn Error>>;
/// A call and its answer. The arguments are read by `numbers`, `rows`, `number` and `index`, and the result is written by `value`.
pub type Operation = Box<dyn Fn(&[Value]) -> Answer>;

/// Answers requests until `stop` or the end of input. `start` is the greeting without its operations, which are named by the table.
pub fn serve(mut start: Value, operations: &[(&str, Operation)]) -> io::Result<()> {
    start["version"] = json!(1);
    start["maxLine"] = json!(1 << 26);
    start["operations"] = operations.iter().map(|(name, _)| *name).filter(|name| *name != "echo").collect();
    std::panic::set_hook(Box::new(|_| {}));
    let mut input = io::BufReader::new(io::stdin());
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut line = String::new();
    while input.read_line(&mut line)? > 0 {
        let request: Value = serde_json::from_str(&line)?;
        let answer = match request["command"].as_str() {
            Some("start") => start.clone(),
            Some("run") => run(&request, operations),
            _ => break,
        };
        writeln!(output, "{answer}")?;
        // Whoever waits for an answer has sent nothing more.
        if input.buffer().is_empty() {
            output.flush()?;
        }
        line.clear();
    }
    output.flush()
}

/// The error of a call for which the library has no such thing.
#[derive(Debug)]
pub struct Skipped(pub &'static str);
impl Error for Skipped {}
impl std::fmt::Display for Skipped {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

pub fn number(it: &Value) -> f64 {
    // Rust reads the names NaN, Infinity and -Infinity as they are written here.
    it.as_f64().or_else(|| it.as_str()?.parse().ok()).expect("a number")
}
pub fn numbers(it: &Value) -> Vec<f64> {
    it.as_array().expect("an array").iter().map(number).collect()
}
pub fn rows(it: &Value) -> Vec<Vec<f64>> {
    it.as_array().expect("an array").iter().map(numbers).collect()
}
pub fn index(it: &Value) -> usize {
    it.as_u64().expect("an index") as usize
}
pub fn indices(it: &Value) -> Vec<usize> {
    it.as_array().expect("an array").iter().map(index).collect()
}

pub fn value(x: f64) -> Value {
    if x.is_nan() {
        json!("NaN")
    } else if x.is_infinite() {
        json!(if x > 0.0 { "Infinity" } else { "-Infinity" })
    } else if x == 0.0 && x.is_sign_negative() {
        json!("-0")
    } else {
        json!(x)
    }
}
pub fn values(xs: &[f64]) -> Value {
    xs.iter().copied().map(value).collect()
}

fn run(request: &Value, operations: &[(&str, Operation)]) -> Value {
    let name = request["operation"].as_str().unwrap_or_default();
    let args = request["arguments"].as_array().cloned().unwrap_or_default();
    let seq = &request["seq"];
    let Some((_, operation)) = operations.iter().find(|(known, _)| *known == name) else {
        return json!({ "seq": seq, "skipped": format!("no operation {name}") });
    };
    match catch_unwind(AssertUnwindSafe(|| operation(&args))) {
        Ok(Ok(result)) => json!({ "seq": seq, "result": result }),
        Ok(Err(error)) if error.is::<Skipped>() => json!({ "seq": seq, "skipped": error.to_string() }),
        Ok(Err(error)) => json!({ "seq": seq, "error": error.to_string() }),
        Err(panic) => json!({ "seq": seq, "error": message(&*panic) }),
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|it| it.to_string()));
    text.unwrap_or_else(|| "a panic".to_owned())
}

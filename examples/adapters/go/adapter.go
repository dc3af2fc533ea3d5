// An adapter for losslaws: put your own library in place of these functions.
//
//	go build -o adapter . && npx losslaws verify exec:./adapter
package main

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
)

var operations = map[string]func(args []any) any{
	"echo":    func(args []any) any { return values(numbers(args[0])) },
	"softmax": func(args []any) any { return values(softmax(numbers(args[0]))) },
	"sigmoid": func(args []any) any { return value(1 / (1 + math.Exp(-number(args[0])))) },
}

func softmax(logits []float64) []float64 {
	m, sum, p := slices.Max(logits), 0.0, make([]float64, len(logits))
	for i, z := range logits {
		p[i] = math.Exp(z - m)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

func main() {
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var request struct {
			Command, Operation string
			Seq                json.RawMessage
			Arguments          []any
		}
		if in.Decode(&request) != nil || request.Command == "stop" {
			return
		}
		if request.Command == "start" {
			// The format: or "bfloat16", computed in binary32; or formats that differ, a map of "logits", "arithmetic" and "results".
			// Where only some logits are meant: "domain": map[string]any{"logits": []float64{-1e4, 1e4}}.
			out.Encode(map[string]any{"version": 1, "maxLine": 1 << 26, "name": "my-losses", "format": "binary64", "operations": []string{"softmax", "sigmoid"}})
		} else if operation, known := operations[request.Operation]; known {
			out.Encode(map[string]any{"seq": request.Seq, "result": operation(request.Arguments)})
		} else {
			out.Encode(map[string]any{"seq": request.Seq, "error": "no operation " + request.Operation})
		}
	}
}

// What JSON lacks or loses travels as a string.
var specials = map[string]string{"NaN": "NaN", "+Inf": "Infinity", "-Inf": "-Infinity", "-0": "-0"}

func number(it any) float64 {
	if text, special := it.(string); special {
		x, _ := strconv.ParseFloat(text, 64)
		return x
	}
	return it.(float64)
}

func value(x float64) any {
	if text, special := specials[strconv.FormatFloat(x, 'g', -1, 64)]; special {
		return text
	}
	return x
}

func each[A, B any](all []A, f func(A) B) []B {
	list := make([]B, len(all))
	for i, it := range all {
		list[i] = f(it)
	}
	return list
}

func numbers(it any) []float64  { return each(it.([]any), number) }
func values(xs []float64) []any { return each(xs, value) }

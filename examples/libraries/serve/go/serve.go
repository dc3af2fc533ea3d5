// Package serve is the loop that every adapter in Go shares: JSON Lines in and out, every number kept to its last bit.
package serve

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
)

// An Operation answers a call. Its arguments are read by Number, Numbers, Rows and Index; its result is a float64, a
// []float64 or a [][]float64.
type Operation = func(args []any) any

// Skipped is what an operation panics with where the library has no such thing.
type Skipped string

// Start is what an adapter says of itself, but for its operations, which the table names.
type Start struct {
	Version    int               `json:"version"`
	MaxLine    int               `json:"maxLine"`
	Name       string            `json:"name"`
	Release    string            `json:"release"`
	Format     any               `json:"format"` // its name, or a map of names
	Operations []string          `json:"operations"`
	Options    []string          `json:"options,omitempty"`
	Policies   map[string]string `json:"policies,omitempty"`
}

// Serve answers requests until stop or the end of input.
func Serve(start Start, operations map[string]Operation) error {
	start.Version, start.MaxLine = 1, 1<<26
	for name := range operations {
		if name != "echo" {
			start.Operations = append(start.Operations, name)
		}
	}
	slices.Sort(start.Operations)
	in, out := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		var request struct {
			Command, Operation string
			Seq                json.RawMessage
			Arguments          []any
		}
		if err := json.Unmarshal(line, &request); err != nil {
			return err
		}
		var answer any = start
		if request.Command == "stop" {
			return nil
		} else if request.Command == "run" {
			answer = run(request.Seq, operations[request.Operation], request.Arguments)
		}
		if err := json.NewEncoder(out).Encode(answer); err != nil {
			return err
		}
		// Whoever waits for an answer has sent nothing more.
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
}

func run(seq json.RawMessage, operation Operation, args []any) (answer map[string]any) {
	answer = map[string]any{"seq": seq}
	if operation == nil {
		answer["skipped"] = "no such operation"
		return answer
	}
	defer func() {
		switch it := recover().(type) {
		case nil:
		case Skipped:
			answer["skipped"] = string(it)
		default:
			answer["error"] = fmt.Sprint(it)
		}
	}()
	answer["result"] = written(operation(args))
	return answer
}

func Number(it any) float64 {
	if text, special := it.(string); special {
		// It reads the names NaN, Infinity, -Infinity and -0 as they are written here.
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			panic(err)
		}
		return x
	}
	return it.(float64)
}

func Numbers(it any) []float64 {
	xs := []float64{}
	for _, x := range it.([]any) {
		xs = append(xs, Number(x))
	}
	return xs
}

func Rows(it any) [][]float64 {
	rows := [][]float64{}
	for _, row := range it.([]any) {
		rows = append(rows, Numbers(row))
	}
	return rows
}

// Index is a label that an int holds: none is truncated or wrapped into another.
func Index(it any) int {
	x := Number(it)
	if x != math.Trunc(x) || math.Abs(x) > 1<<53 {
		panic(fmt.Sprintf("expected an integer, but received %v", x))
	}
	return int(x)
}

func written(it any) any {
	switch it := it.(type) {
	case float64:
		if text, special := specials[strconv.FormatFloat(it, 'g', -1, 64)]; special {
			return text
		}
		return it
	case []float64:
		return writtenEach(it)
	case [][]float64:
		return writtenEach(it)
	}
	panic(fmt.Sprintf("a result of type %T", it))
}

func writtenEach[T any](all []T) []any {
	list := []any{}
	for _, it := range all {
		list = append(list, written(it))
	}
	return list
}

var specials = map[string]string{"NaN": "NaN", "+Inf": "Infinity", "-Inf": "-Infinity", "-0": "-0"}

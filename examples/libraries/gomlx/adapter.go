// GoMLX on its backend in pure Go: its functions and losses in binary64, binary32 or bfloat16, with gradients by its own
// automatic differentiation.
package main

import (
	"log"
	"os"

	"github.com/gomlx/gomlx/backends/simplego"
	"github.com/gomlx/gomlx/pkg/core/dtypes"
	. "github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/tensors"
	"github.com/gomlx/gomlx/pkg/ml/train/losses"
	"losslaws.example/serve"
)

func main() {
	format := "binary32"
	if len(os.Args) > 1 {
		format = os.Args[1]
	}
	dtype, known := map[string]dtypes.DType{"binary64": dtypes.Float64, "binary32": dtypes.Float32, "bfloat16": dtypes.BFloat16}[format]
	if !known {
		log.Fatalf("expected binary64, binary32 or bfloat16, but received %s", format)
	}
	var numbers any = format
	if dtype == dtypes.BFloat16 { // what goes from node to node is rounded to it
		numbers = map[string]string{"logits": format, "arithmetic": format, "results": format}
	}
	start := serve.Start{Name: "gomlx", Release: "0.26.0", Format: numbers,
		Policies: map[string]string{"allNegInfRow": "nan", "posInfLogit": "nan"}}
	if err := serve.Serve(start, operations(dtype)); err != nil {
		log.Fatal(err)
	}
}

func operations(dtype dtypes.DType) map[string]serve.Operation {
	one := func(f func(x *Node) *Node) serve.Operation {
		run := compiled(dtype, f)
		return func(a []any) any { return run(vector(a[0])) }
	}
	two := func(f func(x, y *Node) *Node) serve.Operation {
		run := compiled(dtype, f)
		return func(a []any) any { return run(vector(a[0]), vector(a[1])) }
	}
	labelled := func(f func(z, label *Node) *Node) serve.Operation {
		run := compiledWith(dtype, dtypes.Int32, f)
		return func(a []any) any { return run(vector(a[0]), vector(a[1])) }
	}
	// A number is to a graph what a list of one number is.
	listed := func(operation serve.Operation) serve.Operation {
		return func(a []any) any {
			for i, it := range a {
				if _, list := it.([]any); !list {
					a[i] = []any{it}
				}
			}
			return operation(a)
		}
	}
	first := func(operation serve.Operation) serve.Operation {
		return func(a []any) any { return listed(operation)(a).([]float64)[0] }
	}
	slopes := func(f func(x, y *Node) *Node) func(x, y *Node) *Node {
		return func(x, y *Node) *Node { return Gradient(f(x, y), x)[0] }
	}
	weighed := func(f func(x *Node, axes ...int) *Node) func(x, cotangent *Node) *Node {
		return func(x, cotangent *Node) *Node { return ReduceAllSum(Mul(f(x), cotangent)) }
	}
	soft := func(z, t *Node) *Node {
		return losses.CategoricalCrossEntropyLogits([]*Node{InsertAxes(t, 0)}, []*Node{InsertAxes(z, 0)})
	}
	hard := func(z, label *Node) *Node { return rows(InsertAxes(z, 0), label) }
	binary := func(x, t *Node) *Node { return losses.BinaryCrossentropyLogits([]*Node{t}, []*Node{x}) }
	batch, batchSlopes := compiledWith(dtype, dtypes.Int32, rows), compiledWith(dtype, dtypes.Int32, slopes(rows))
	binaryBatch, binarySlopes := two(binary), two(slopes(binary))
	return map[string]serve.Operation{
		"echo":                       one(func(x *Node) *Node { return x }),
		"softmax":                    one(func(z *Node) *Node { return Softmax(z) }),
		"logSoftmax":                 one(func(z *Node) *Node { return LogSoftmax(z) }),
		"sigmoid":                    first(one(Sigmoid)),
		"softplus":                   first(one(Softplus)),
		"crossEntropy":               first(labelled(hard)),
		"crossEntropyGradient":       listed(labelled(slopes(hard))),
		"softCrossEntropy":           first(two(soft)),
		"softCrossEntropyGradient":   two(slopes(soft)),
		"binaryCrossEntropy":         first(two(binary)),
		"binaryCrossEntropyGradient": first(two(slopes(binary))),
		"softmaxVjp":                 two(slopes(weighed(Softmax))),
		"logSoftmaxVjp":              two(slopes(weighed(LogSoftmax))),
		"batchCrossEntropy": func(a []any) any {
			meanAlone(a[2])
			return batch(matrix(a[0]), vector(a[1]))[0]
		},
		"batchCrossEntropyGradient": func(a []any) any {
			meanAlone(a[2])
			flat, all := batchSlopes(matrix(a[0]), vector(a[1])), [][]float64{}
			for _, row := range serve.Rows(a[0]) {
				all, flat = append(all, flat[:len(row)]), flat[len(row):]
			}
			return all
		},
		"batchBinaryCrossEntropy": func(a []any) any {
			meanAlone(a[2])
			return binaryBatch(a).([]float64)[0]
		},
		"batchBinaryCrossEntropyGradient": func(a []any) any {
			meanAlone(a[2])
			return binarySlopes(a)
		},
	}
}

func rows(z, labels *Node) *Node {
	indices := InsertAxes(labels, -1)
	return losses.SparseCategoricalCrossEntropyLogits([]*Node{indices}, []*Node{z})
}

func meanAlone(options any) {
	if options.(map[string]any)["reduction"] != "mean" {
		panic(serve.Skipped("GoMLX reduces by the mean alone"))
	}
}

var backend = must(simplego.New(""))

// compiled runs a graph in dtype on tensors of doubles, and gives its result as doubles.
func compiled[F func(x *Node) *Node | func(x, y *Node) *Node](dtype dtypes.DType, f F) func(args ...*tensors.Tensor) []float64 {
	return compiledWith(dtype, dtype, f)
}

// compiledWith is the same with a second argument of another type, such as labels, which a narrow format would round.
func compiledWith[F func(x *Node) *Node | func(x, y *Node) *Node](dtype, second dtypes.DType, f F) func(args ...*tensors.Tensor) []float64 {
	in := func(x *Node) *Node { return ConvertDType(x, dtype) }
	out := func(y *Node) *Node { return ConvertDType(y, dtypes.Float64) }
	var exec *Exec
	switch f := any(f).(type) {
	case func(x *Node) *Node:
		exec = must(NewExec(backend, func(x *Node) *Node { return out(f(in(x))) }))
	case func(x, y *Node) *Node:
		exec = must(NewExec(backend, func(x, y *Node) *Node { return out(f(in(x), ConvertDType(y, second))) }))
	}
	exec.SetMaxCache(-1)
	return func(args ...*tensors.Tensor) []float64 {
		given := []any{}
		for _, arg := range args {
			given = append(given, arg)
		}
		return tensors.MustCopyFlatData[float64](must(exec.Exec(given...))[0])
	}
}

func vector(it any) *tensors.Tensor {
	xs := serve.Numbers(it)
	return tensors.FromFlatDataAndDimensions(xs, len(xs))
}

func matrix(it any) *tensors.Tensor {
	all, width := []float64{}, 0
	for _, row := range serve.Rows(it) {
		all, width = append(all, row...), len(row)
	}
	return tensors.FromFlatDataAndDimensions(all, len(it.([]any)), width)
}

func must[T any](it T, err error) T {
	if err != nil {
		panic(err)
	}
	return it
}

// spaGO: its operators and its loss in binary64 or binary32, with gradients by its own backward pass.
package main

import (
	"log"
	"os"

	"github.com/nlpodyssey/spago/ag"
	"github.com/nlpodyssey/spago/losses"
	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/mat/float"
	"losslaws.example/serve"
)

func main() {
	format := "binary32"
	if len(os.Args) > 1 {
		format = os.Args[1]
	}
	start := serve.Start{Name: "spago", Release: "1.1.0", Format: format,
		Policies: map[string]string{"allNegInfRow": "nan", "posInfLogit": "nan", "labelOutOfRange": "error"}}
	tables := map[string]map[string]serve.Operation{"binary32": operations[float32](), "binary64": operations[float64]()}
	if tables[format] == nil {
		log.Fatalf("expected binary32 or binary64, but received %s", format)
	}
	if err := serve.Serve(start, tables[format]); err != nil {
		log.Fatal(err)
	}
}

func operations[T float.DType]() map[string]serve.Operation {
	vector := func(it any) mat.Tensor { return tensor[T](serve.Numbers(it)) }
	scalar := func(it any) mat.Tensor { return tensor[T]([]float64{serve.Number(it)}) }
	crossEntropy := func(z mat.Tensor, label any) mat.Tensor { return losses.CrossEntropy(z, serve.Index(label)) }
	return map[string]serve.Operation{
		"echo":       func(a []any) any { return doubles(vector(a[0])) },
		"softmax":    func(a []any) any { return doubles(ag.Softmax(vector(a[0]))) },
		"logSoftmax": func(a []any) any { return doubles(ag.LogSoftmax(vector(a[0]))) },
		"logSumExp":  func(a []any) any { return doubles(ag.LogSumExp(vector(a[0])))[0] },
		"sigmoid":    func(a []any) any { return doubles(ag.Sigmoid(scalar(a[0])))[0] },
		"softplus": func(a []any) any {
			// A slope of 1, and the threshold of 20 that spaGO's own test takes.
			return doubles(ag.SoftPlus(scalar(a[0]), tensor[T]([]float64{1}), tensor[T]([]float64{20})))[0]
		},
		"crossEntropy": func(a []any) any { return doubles(crossEntropy(vector(a[0]), a[1]))[0] },
		"crossEntropyGradient": func(a []any) any {
			z := vector(a[0])
			return gradient(z, crossEntropy(z, a[1]), nil)
		},
		"softmaxVjp": func(a []any) any {
			z := vector(a[0])
			return gradient(z, ag.Softmax(z), vector(a[1]))
		},
		"logSoftmaxVjp": func(a []any) any {
			z := vector(a[0])
			return gradient(z, ag.LogSoftmax(z), vector(a[1]))
		},
	}
}

func tensor[T float.DType](xs []float64) mat.Tensor {
	data := make([]T, len(xs))
	for i, x := range xs {
		data[i] = T(x)
	}
	return mat.NewDense[T](mat.WithBacking(data), mat.WithGrad(true))
}

func doubles(it mat.Tensor) []float64 {
	return it.Value().(mat.Matrix).Data().F64()
}

// gradient is that of y for z, from the cotangent of y, or from 1.
func gradient(z, y, cotangent mat.Tensor) []float64 {
	if cotangent != nil {
		y.AccGrad(cotangent)
	}
	if err := ag.Backward(y); err != nil {
		panic(err)
	}
	return doubles(z.Grad())
}

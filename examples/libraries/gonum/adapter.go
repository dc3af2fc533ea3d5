// Gonum: the log-sum-exp of its floats, and the sigmoid, which is the distribution function of the logistic distribution.
package main

import (
	"log"
	"runtime/debug"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat/distuv"
	"losslaws.example/serve"
)

func main() {
	start := serve.Start{Name: "gonum", Release: release(), Format: "binary64"}
	unit := distuv.Logistic{Mu: 0, S: 1}
	if err := serve.Serve(start, map[string]serve.Operation{
		"echo":      func(args []any) any { return serve.Numbers(args[0]) },
		"logSumExp": func(args []any) any { return floats.LogSumExp(serve.Numbers(args[0])) },
		"sigmoid":   func(args []any) any { return unit.CDF(serve.Number(args[0])) },
	}); err != nil {
		log.Fatal(err)
	}
}

// release is the version that this program was built with.
func release() string {
	if info, known := debug.ReadBuildInfo(); known {
		for _, it := range info.Deps {
			if it.Path == "gonum.org/v1/gonum" {
				return it.Version[1:]
			}
		}
	}
	return ""
}

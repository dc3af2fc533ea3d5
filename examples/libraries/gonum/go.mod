module losslaws.example/gonum

go 1.25

require (
	gonum.org/v1/gonum v0.17.0
	losslaws.example/serve v0.0.0
)

replace losslaws.example/serve => ../serve/go

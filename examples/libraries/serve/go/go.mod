module losslaws.example/serve

go 1.21

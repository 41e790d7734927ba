package main

import (
	"fmt"
	"os"
	"runtime"
)

// greeting names the reader, if there is one, and the platform that the program was compiled for.
func greeting(arguments []string) string {
	name := "world"
	if len(arguments) > 0 {
		name = arguments[0]
	}
	return fmt.Sprintf("Hello, %s! Compiled by %s for %s/%s.", name, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

func main() {
	fmt.Println(greeting(os.Args[1:]))
}

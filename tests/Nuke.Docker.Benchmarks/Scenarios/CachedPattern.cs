using Nuke.Docker.Images;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>The pattern once more, with nothing changed: what a developer does all day.</summary>
class CachedPattern(string name = "pattern-cached", string title = "builder pattern (Go), all cached")
    : PatternScenario(name, title)
{
    protected override string Artifact => "/myapp/helloworld";

    protected override void WriteFiles(string directory)
    {
        File.WriteAllText(Path.Combine(directory, "Dockerfile-builder"), """
            FROM golang
            WORKDIR /myapp
            COPY helloworld.go .
            RUN go env -w GO111MODULE=auto
            RUN go build -o helloworld
            ENTRYPOINT [ "./helloworld" ]
            """);
        File.WriteAllText(Path.Combine(directory, "Dockerfile-runtime"), """
            FROM alpine
            WORKDIR /myapp
            COPY helloworld .
            ENTRYPOINT [ "./helloworld" ]
            """);
        File.WriteAllText(Path.Combine(directory, "helloworld.go"), """
            package main

            import "fmt"

            func main() {
            	fmt.Println("Hello World")
            }
            """);
    }
}

/// <summary>The same with BuildKit on both sides.</summary>
sealed class CachedBuildKitPattern()
    : CachedPattern("buildkit-pattern", "builder pattern (Go) with BuildKit, all cached")
{
    protected override ImageBuilder Builder => ImageBuilder.BuildKit;
}

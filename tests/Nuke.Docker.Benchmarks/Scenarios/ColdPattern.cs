using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>The pattern without any cache, with next to nothing to compile: the engine's own overhead
/// dominates.</summary>
sealed class ColdPattern() : PatternScenario("pattern-cold", "builder pattern (shell script), `--no-cache`")
{
    protected override string Artifact => "/myapp/hello";

    protected override IReadOnlyList<string> BuilderOptions => ["--no-cache"];

    protected override IReadOnlyList<string> RuntimeOptions => ["--no-cache"];

    protected override BuilderPattern Configure(BuilderPattern pattern) =>
        pattern.Builder("Dockerfile-builder", _ => _.EnableNoCache()).Runtime(_ => _.EnableNoCache());

    protected override void WriteFiles(string directory)
    {
        File.WriteAllText(Path.Combine(directory, "Dockerfile-builder"), """
            FROM alpine
            WORKDIR /myapp
            COPY hello.sh .
            RUN cp hello.sh hello && chmod +x hello
            """);
        File.WriteAllText(Path.Combine(directory, "Dockerfile-runtime"), """
            FROM alpine
            WORKDIR /myapp
            COPY hello .
            ENTRYPOINT [ "./hello" ]
            """);
        File.WriteAllText(Path.Combine(directory, "hello.sh"), "#!/bin/sh\necho Hello World\n");
    }
}

using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>A cached builder with 256 MiB in one file, which goes into a runtime image that is built anew.</summary>
sealed class LargeArtifactPattern() : PatternScenario("pattern-artifact", "builder pattern, artifact of 256 MiB")
{
    protected override string Artifact => "/artifact";

    protected override IReadOnlyList<string> RuntimeOptions => ["--no-cache"];

    protected override BuilderPattern Configure(BuilderPattern pattern) => pattern.Runtime(_ => _.EnableNoCache());

    protected override void WriteFiles(string directory)
    {
        File.WriteAllText(Path.Combine(directory, "Dockerfile-builder"), """
            FROM alpine
            RUN dd if=/dev/urandom of=/artifact bs=1M count=256
            """);
        File.WriteAllText(Path.Combine(directory, "Dockerfile-runtime"), """
            FROM alpine
            COPY artifact /
            """);
    }
}

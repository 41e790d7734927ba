using Nuke.Docker.Machine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Machine;

public class BaseImagesTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    static readonly string _sample = Path.Combine(RepositoryRoot.Path, "samples", "hello-go");

    [Fact]
    public async Task AssembledGolangCompilesTheSample()
    {
        await engine.EnsureBaseImagesAsync("golang");

        var messages = await engine.Client.BuildAsync(_sample, "Dockerfile-builder", "hello-builder");

        Assert.Contains("Successfully tagged hello-builder:latest", messages, StringComparison.Ordinal);
        var (exitCode, output) = await engine.Client.RunAsync("hello-builder", "/myapp/helloworld", "tests");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"^Hello, tests! Compiled by go1\.\d+\.\d+ for linux/\w+\.\r\n$", output);
    }
}

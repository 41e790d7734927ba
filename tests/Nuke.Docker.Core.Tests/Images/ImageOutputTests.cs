using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Images;

public sealed class ImageOutputTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task EveryViolationIsTold()
    {
        var file = Path.Combine(_directory.Path, "out");
        var error = await ExportAsync(
            new ImageOutput.Tar("out.tar"),
            new ImageOutput.Directory("/"),
            new ImageOutput.DockerArchive(_directory.Path),
            new ImageOutput.OciArchive(file),
            new ImageOutput.Directory(file));

        Assert.Equal(
            "Image 'acme' cannot be exported, for 4 reasons: the output 'out.tar' is not an absolute path; "
            + "the output '/' is the root of a file system. Choose a directory in it; "
            + $"the output '{_directory.Path}' is a directory, and an archive is to be written there; "
            + $"the output '{file}' is given twice.",
            error.Message);
    }

    [Fact]
    public async Task NoOutputIsAViolation() => Assert.Equal(
        "Image 'acme' cannot be exported: no output is given. Name one, such as new ImageOutput.Directory(path).",
        (await ExportAsync()).Message);

    async Task<ArgumentException> ExportAsync(params ImageOutput[] outputs)
    {
        await using var server = ScriptedEngine.OnUnixSocket();
        await using var engine = await DockerEngine.ConnectAsync(
            EngineEndpoint.Parse(server.Endpoint), CancellationToken.None);
        var settings = ImageBuildSettings.Default.SetContextDirectory(_directory.Path).SetTags("acme");
        return await Assert.ThrowsAsync<ArgumentException>(() => ImageBuild.ExportAsync(
            engine, settings, outputs, SilentReporter.Instance, CancellationToken.None));
    }
}

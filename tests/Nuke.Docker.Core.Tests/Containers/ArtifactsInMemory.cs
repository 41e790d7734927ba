using System.Runtime.CompilerServices;
using System.Text;
using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Copying;

namespace Nuke.Docker.Core.Tests.Containers;

/// <summary>Artifacts that a test writes down.</summary>
sealed class ArtifactsInMemory : ArtifactSource
{
    public const UnixFileMode ReadableFile =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public const UnixFileMode OpenDirectory = ReadableFile
        | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    readonly List<Func<ArtifactEntry>> _entries = [];

    public Artifacts Artifacts => new(items: [], this);

    public ArtifactsInMemory File(string path, string text = "text", UnixFileMode mode = ReadableFile)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return With(
            () => new(path, RootOf(path), ArtifactKind.File, mode, null, bytes.Length, new MemoryStream(bytes)));
    }

    public ArtifactsInMemory Directory(string path, UnixFileMode mode = OpenDirectory) =>
        With(() => new(path, RootOf(path), ArtifactKind.Directory, mode, null, Length: 0, Content: null));

    public ArtifactsInMemory SymbolicLink(string path, string target) =>
        With(() => new(
            path,
            RootOf(path),
            ArtifactKind.SymbolicLink,
            (UnixFileMode)0b111_111_111,
            target,
            Length: 0,
            Content: null));

    public ArtifactsInMemory HardLink(string path, string target) =>
        With(() => new(path, RootOf(path), ArtifactKind.HardLink, ReadableFile, target, Length: 0, Content: null));

    public ArtifactsInMemory Failure(Exception exception) => With(() => throw exception);

    public override async IAsyncEnumerable<ArtifactEntry> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var entry in _entries)
            yield return entry();
    }

    ArtifactsInMemory With(Func<ArtifactEntry> entry)
    {
        _entries.Add(entry);
        return this;
    }

    static string RootOf(string path) => path.Split('/')[0];
}

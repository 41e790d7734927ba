using Nuke.Docker.Contexts;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Contexts;

public sealed class UnfinishedFileTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    string Target => Path.Combine(_directory.Path, "out.tar");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void WhatItsWriterHasOpenIsNotAbandoned()
    {
        using var file = Create();

        Assert.Empty(Find());
    }

    [Fact]
    public void WhatNobodyHasOpenIsAbandoned()
    {
        var file = Create();
        file.Dispose();

        Assert.Equal([file.Name], Find());
    }

    [Fact]
    public void WhatIsNewMayNotBeOpenYet()
    {
        UnfinishedFile.Create(UnfinishedFile.NameBeside(Target)).Dispose();

        Assert.Empty(Find());
    }

    [Fact]
    public void WhereThereIsNoDirectoryNothingIsAbandoned() =>
        Assert.Empty(UnfinishedFile.FindAbandoned(Path.Combine(_directory.Path, "none"), "*"));

    /// <summary>One of a minute ago.</summary>
    FileStream Create()
    {
        var file = UnfinishedFile.Create(UnfinishedFile.NameBeside(Target));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, DateTime.UtcNow.AddMinutes(-1));
        return file;
    }

    IReadOnlyList<string> Find() => UnfinishedFile.FindAbandoned(_directory.Path, $"out.tar{UnfinishedFile.Mark}*");
}

using System.Text;
using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Contexts;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Containers.Copying;

public sealed class TarArtifactsTests : IDisposable
{
    readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task WhatWasWrittenIsReadAgainAndAgain()
    {
        var longName = $"lib/{new string('x', 300)}";
        var source = new ArtifactsInMemory()
            .File("app", "binary", ArtifactsInMemory.OpenDirectory).Directory("lib").File(longName, "")
            .SymbolicLink("lib/link", "../app").HardLink("lib/hard", "app");
        var path = Path.Combine(_temporary.Path, "artifacts.tar");
        await using (var file = File.Create(path))
        await using (var tar = new TarWriter(file, BuildContextSettings.DefaultTimeStamp))
        {
            await ArtifactTar.WriteAsync(source.ReadAsync(CancellationToken.None), tar, CancellationToken.None);
            await tar.CompleteAsync(CancellationToken.None);
        }

        var artifacts = new TarArtifacts(path);
        string[] expected =
        [
            "File 755 app binary",
            "Directory 755 lib ",
            $"File 644 {longName} ",
            "SymbolicLink 777 lib/link ../app",
            "HardLink 644 lib/hard app",
        ];

        Assert.Equal(expected, await ReadAsync(artifacts));
        Assert.Equal(expected, await ReadAsync(artifacts));
    }

    static async Task<IReadOnlyList<string>> ReadAsync(TarArtifacts artifacts)
    {
        var entries = new List<string>();
        await foreach (var entry in artifacts.ReadAsync(CancellationToken.None))
        {
            Assert.Equal(entry.Path, entry.Root);
            var text = entry.Content is null
                ? entry.LinkTarget
                : await new StreamReader(entry.Content, Encoding.UTF8).ReadToEndAsync();
            Assert.Equal(entry.Kind is ArtifactKind.File ? text!.Length : 0, entry.Length);
            entries.Add($"{entry.Kind} {Convert.ToString((int)entry.Mode, 8)} {entry.Path} {text}");
        }
        return entries;
    }
}

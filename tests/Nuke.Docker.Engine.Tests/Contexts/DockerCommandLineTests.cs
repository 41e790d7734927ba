using System.Runtime.Versioning;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Contexts;

/// <summary>What the docker CLI sends decides what we send.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DockerCommandLineTests(CommandLineClient docker) : IClassFixture<CommandLineClient>
{
    [Fact]
    public async Task RandomTreesWithRandomIgnoreFilesGiveTheSameContext()
    {
        for (var (seed, compared) = (1, 0); compared < 150; seed++)
        {
            var random = new RandomContext(seed);
            using var tree = new TemporaryDirectory();
            random.CreateTree(tree.Path);
            var patterns = random.Patterns(1 + seed % 6).Where(pattern => TryParse(pattern) is not null).ToArray();
            tree.Write(".dockerignore", random.Join(patterns));
            if (await AssertSameAsync(tree.Path, $"seed {seed}, patterns {string.Join(" | ", patterns)}"))
                compared++;
        }
    }

    [Fact]
    public async Task WildPatternsGiveTheSameContextOrAreRefusedByBoth()
    {
        for (var (seed, compared) = (1, 0); compared < 60; seed++)
        {
            var random = new RandomContext(seed);
            using var tree = new TemporaryDirectory();
            random.CreateTree(tree.Path);
            var pattern = random.NoisePattern();
            tree.Write(".dockerignore", pattern);
            if (await AssertSameAsync(tree.Path, $"seed {seed}, pattern {pattern}"))
                compared++;
        }
    }

    [Theory]
    [InlineData("", "docker/Dockerfile.builder")]
    [InlineData("*", "docker/Dockerfile.builder")]
    [InlineData("docker", "docker/Dockerfile.builder")]
    [InlineData("**\n!a", "Dockerfile")]
    [InlineData("Dockerfile\n.dockerignore", "Dockerfile")]
    [InlineData("*\n!**/*.go", "Linked")]
    public async Task TheDockerfileAndTheIgnoreFileAreSentWhateverTheRulesSay(string rules, string dockerfile)
    {
        using var tree = new TemporaryDirectory();
        Fill(tree, rules);

        var (archive, errors) = await docker.BuildAsync(tree.Path, "-f", dockerfile);

        Assert.True(archive is not null, errors);
        Assert.Equal(ContextListing.Of(archive), await ListAsync(tree.Path, new() { DockerfilePath = dockerfile }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("**")]
    [InlineData("!.dockerignore\n*.go")]
    [InlineData(null)]
    public async Task ADockerfileFromOutsideComesUnderANameOfItsOwnThatCopyDoesNotSee(string? rules)
    {
        using var outside = new TemporaryDirectory();
        using var tree = new TemporaryDirectory();
        Fill(tree, rules);
        var dockerfile = outside.Write("Dockerfile", "FROM scratch\nCOPY . .\n");

        var (archive, errors) = await docker.BuildAsync(tree.Path, "-f", dockerfile);

        Assert.True(archive is not null, errors);
        var theirs = Anonymous(ContextListing.Of(archive));
        Assert.Equal(theirs, Anonymous(await ListAsync(tree.Path, new() { DockerfilePath = dockerfile })));
        Assert.Contains(theirs, line => line.StartsWith("'.dockerfile.X'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIsNeitherFileNorDirectoryNorLinkIsSentOrLeftOutAlike()
    {
        using var tree = new TemporaryDirectory();
        Fill(tree, null);
        await SpecialFiles.CreateAsync(tree.Path);

        var (archive, errors) = await docker.BuildAsync(tree.Path);

        Assert.True(archive is not null, errors);
        var ours = await ListAsync(tree.Path, BuildContextSettings.Default);
        Assert.Equal(ContextListing.Of(archive), ours);
        Assert.Contains(ours, line => line.StartsWith("'fifo' Fifo 644", StringComparison.Ordinal));
        Assert.DoesNotContain(ours, line => line.StartsWith("'socket'", StringComparison.Ordinal));
    }

    static void Fill(TemporaryDirectory tree, string? rules)
    {
        foreach (var path in (string[])[
            "a",
            "b.go",
            "docker/Dockerfile.builder",
            "docker/c.go",
            "Dockerfile",
            "e/f/g.go"
        ])
        {
            Directory.CreateDirectory(Path.Combine(tree.Path, Path.GetDirectoryName(path)!));
            tree.Write(path, "FROM scratch\n");
        }

        File.CreateSymbolicLink(Path.Combine(tree.Path, "Linked"), "docker/../docker/Dockerfile.builder");
        if (rules is not null)
            tree.Write(".dockerignore", rules);
    }

    static async Task<IReadOnlyList<string>> ListAsync(string directory, BuildContextSettings settings)
    {
        var content = await BuildContext.FromDirectory(directory, settings).ScanAsync(CancellationToken.None);
        return await ContextListing.OfAsync(content);
    }

    /// <summary>Without the drawn name, its traces in the ignore file, and the place of what comes last.</summary>
    static IEnumerable<string> Anonymous(IEnumerable<string> listing) =>
        listing.Select(line => line switch
        {
            ['\'', '.', 'd', 'o', 'c', 'k', 'e', 'r', 'f', 'i', 'l', 'e', '.', ..] => "'.dockerfile.X'" + line[33..],
            ['\'', '.', 'd', 'o', 'c', 'k', 'e', 'r', 'i', ..] => line[..^8],
            _ => line,
        }).Order(StringComparer.Ordinal);

    static DockerIgnore? TryParse(string text)
    {
        try
        {
            return DockerIgnore.Parse(text, "");
        }
        catch (FormatException) // Tested on its own: beside others it would keep them from being compared.
        {
            return null;
        }
    }

    /// <summary>Whether it could be compared: an old CLI has other rules for some patterns.</summary>
    async Task<bool> AssertSameAsync(string directory, string circumstances)
    {
        var rules = TryParse(await File.ReadAllTextAsync(Path.Combine(directory, ".dockerignore")));
        if (docker.HasFormerRules && rules is not null && !FormerIgnoreRules.Agree(directory, rules))
            return false;
        var (archive, errors) = await docker.BuildAsync(directory);
        if (rules is null)
        {
            Assert.True(archive is null, $"{circumstances}: refused by us, not by docker");
            return true;
        }

        Assert.True(archive is not null, $"{circumstances}: docker says {errors}");
        var theirs = ContextListing.Of(archive);
        var ours = await ListAsync(directory, BuildContextSettings.Default);
        Assert.True(theirs.SequenceEqual(ours), $"""
            {circumstances}
            only docker: {string.Join("\n", theirs.Except(ours))}
            only we: {string.Join("\n", ours.Except(theirs))}
            docker, in order: {string.Join("\n", theirs)}
            """);
        return true;
    }
}

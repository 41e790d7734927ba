using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Tests;

/// <summary>A repository made from scratch, with the build that the README shows.</summary>
public sealed partial class ConsumerTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    [Fact]
    public async Task BuildOfTheReadmeBuildsTheImageOfAFreshRepository()
    {
        await engine.EnsureBaseImagesAsync("golang", "alpine");
        using var directory = new TemporaryDirectory();
        var source = BuildOfTheReadme();
        WriteRepository(directory, source);

        var (built, compiler) = await RunAsync(
            directory, "build", "build", "-v", "quiet", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        Assert.True(built == 0, compiler);
        var (exitCode, output) =
            await RunAsync(directory, "build/bin/Debug/_build.dll", "--docker-endpoint", engine.Endpoint);

        Assert.True(exitCode == 0, output);
        Assert.InRange(source.Split('\n').Length, 5, 10);
        Assert.Matches(@"DockerImage +Succeeded .* // consumer: \d+ MB → \d(\.\d+)? MB \(\d+(\.\d+)?×\)", output);
        var (said, greeting) = await engine.Client.RunAsync("consumer");
        Assert.Equal(0, said);
        Assert.StartsWith("Hello, world! Compiled by go", greeting, StringComparison.Ordinal);
        Assert.Empty(await engine.Contents.ContainersAsync(CancellationToken.None));
        Assert.Empty(await engine.Contents.DanglingImagesAsync(CancellationToken.None));
    }

    static async Task<(int ExitCode, string Output)> RunAsync(TemporaryDirectory directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Path.Combine(directory.Path, "consumer"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NUKE_TELEMETRY_OPTOUT"] = "1", ["TERM"] = "dumb", ["GITHUB_ACTIONS"] = null },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    /// <summary>The first C# block below the heading.</summary>
    static string BuildOfTheReadme()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        var section = readme[readme.IndexOf("## In your repository", StringComparison.Ordinal)..];
        return CodeBlock().Match(section).Groups["code"].Value;
    }

    static void WriteRepository(TemporaryDirectory directory, string build)
    {
        var product = Path.Combine(RepositoryRoot.Path, "source/Nuke.Docker/Nuke.Docker.csproj");
        var sample = Path.Combine(RepositoryRoot.Path, "samples/hello-go");
        directory.Write("consumer/.nuke/parameters.json", "{}");
        directory.Write("consumer/build/Build.cs", build);
        // What the repository switches for its own projects is switched for this one outside of it, too.
        directory.Write(
            "Directory.Build.props",
            $"<Project><Import Project=\"{RepositoryRoot.Path}/Directory.Build.props\" /></Project>");
        directory.Write(
            "Directory.Build.targets",
            $"<Project><Import Project=\"{RepositoryRoot.Path}/Directory.Build.targets\" /></Project>");
        directory.Write(
            "Directory.Packages.props",
            $"<Project><Import Project=\"{RepositoryRoot.Path}/Directory.Packages.props\" /></Project>");
        directory.Write(
            "consumer/build/_build.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <AnalysisLevel>none</AnalysisLevel>
                <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
                <NukeRootDirectory>..</NukeRootDirectory>
                <NukeTelemetryVersion>1</NukeTelemetryVersion>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Nuke.Common" />
                <ProjectReference Include="{product}" />
              </ItemGroup>
            </Project>
            """);
        foreach (var name in (string[])["Dockerfile-builder", "Dockerfile-runtime", "helloworld.go"])
            File.Copy(Path.Combine(sample, name), Path.Combine(directory.Path, "consumer", name));
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}

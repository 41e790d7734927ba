using Nuke.Docker.Containers;
using Nuke.Docker.Contexts;
using Nuke.Docker.Images;
using Nuke.Docker.Networks;
using Nuke.Docker.Patterns;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Engine.Tests.Ownership;

/// <summary>The console program of <see cref="SignalTests"/>: it builds a pattern and has no thought for
/// signals.</summary>
static class Program
{
    /// <summary>Exits after the container was created, without disposing the run.</summary>
    public const string Leave = "leave";

    /// <summary>Runs all steps.</summary>
    public const string Run = "run";

    /// <summary>Like <see cref="Run"/>, with a handler of Ctrl+C of the program's own, which cancels the signal and its
    /// work.</summary>
    public const string Handle = "handle";

    /// <summary>Like <see cref="Run"/>, with a thread that throws as soon as something is written.</summary>
    public const string Die = "die";

    /// <summary>Starts two containers on a network, and waits for the end of the second one.</summary>
    public const string Group = "group";

    /// <summary>Works in a container that an image is to be made of.</summary>
    public const string Commit = "commit";

    /// <summary>Builds with the builder of that name, and prints which assemblies of ASP.NET that has loaded.</summary>
    public const string Load = "load";

    /// <summary>Builds the directory's image with BuildKit, that of the engine or the one whose address is a fifth
    /// argument. The builder pattern has no part in it.</summary>
    public const string Build = "build";

    /// <summary>Writes the files of the directory's image with BuildKit into the directory that is the name, as files
    /// and as an archive.</summary>
    public const string Export = "export";

    public static async Task<int> Main(string[] arguments)
    {
        var (mode, endpoint, directory, name) = (arguments[0], arguments[1], arguments[2], arguments[3]);
        await using var engine =
            await DockerEngine.ConnectAsync(EngineEndpoint.Parse(endpoint), CancellationToken.None);
        if (mode is Group or Commit)
        {
            await (mode is Group ? GroupAsync(engine) : CommitAsync(engine, name));
            return 0;
        }

        if (mode is Build or Export)
        {
            var image = ImageBuildSettings.Default.SetContextDirectory(directory).SetBuilder(ImageBuilder.BuildKit);
            if (mode == Build)
            {
                if (arguments is [_, _, _, _, var builder])
                    image = image.SetBuilder(BuilderEndpoint.Parse(builder));
                return await BuildAsync(engine, image, name);
            }

            await ImageBuild.ExportAsync(
                engine,
                image,
                [new ImageOutput.Directory(Path.Combine(name, "files")), new ImageOutput.Tar(
                    Path.Combine(name, "files.tar"))],
                new ConsoleReporter(),
                CancellationToken.None);
            return 0;
        }

        if (mode == Load)
        {
            var settings =
                ImageBuildSettings.Default.SetContextDirectory(directory).SetBuilder(Enum.Parse<ImageBuilder>(name));
            await ImageBuild.RunAsync(
                engine,
                settings.SetTags($"loaded-{name.ToLowerInvariant()}"),
                SilentReporter.Instance,
                CancellationToken.None);
            var names = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!);
            Console.WriteLine(
                string.Join(
                    ' ', names.Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))));
            return 0;
        }

        var pattern = BuilderPattern.Discover(directory).Named(name);
        if (File.Exists(Path.Combine(directory, "command")))
            pattern = pattern.Run("sh", "-c", await File.ReadAllTextAsync(Path.Combine(directory, "command")));
        if (mode == Leave)
        {
            // Of an image that BuildKit has built there would be no container to leave.
            var left = engine.Start(
                pattern with { BuilderImage = pattern.BuilderImage.SetBuilder(ImageBuilder.Classic) });
            await left.CreateContainerAsync(
                await left.BuildBuilderImageAsync(CancellationToken.None), CancellationToken.None);
            return 3;
        }

        using var stop = new CancellationTokenSource();
        if (mode == Handle)
            Console.CancelKeyPress += (_, e) =>
            {
                e.Cancel = true;
                stop.Cancel();
            };
        try
        {
            await using var run = engine.Start(pattern, mode == Die ? new DyingReporter() : new ConsoleReporter());
            await run.RunAsync(stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (mode == Handle)
        {
            Console.WriteLine("cancelled");
            return 4;
        }
    }

    static string TextOf(ProgressEvent.Output output) => output.Line.Split(" | ")[^1];

    static async Task<int> BuildAsync(DockerEngine engine, ImageBuildSettings image, string name)
    {
        try
        {
            await ImageBuild.RunAsync(engine, image.SetTags(name), new ConsoleReporter(), CancellationToken.None);
            return 0;
        }
        catch (BuildContextException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 5;
        }
    }

    static Task GroupAsync(DockerEngine engine)
    {
        var run = ContainerRunSettings.Default.SetImage("alpine");
        var group = ContainerGroupSettings.Default
            .Add("first", run.SetArguments("sh", "-c", "echo first; sleep 1000").WaitForLogLine("first"))
            .Add("second", run.SetArguments("sh", "-c", "echo begun; sleep 1000").WaitForExit(), "first");
        return ContainerGroup.StartAsync(engine, group, new ConsoleReporter(), CancellationToken.None);
    }

    static Task CommitAsync(DockerEngine engine, string name) => ContainerCommit.RunAsync(
        engine,
        ContainerCommitSettings.Default.SetBaseImage("alpine").SetTags(name),
        (container, stop) => container.RunAsync(["sh", "-c", "echo begun; sleep 1000"], stop),
        new ConsoleReporter(),
        CancellationToken.None);

    sealed class DyingReporter : IProgressReporter
    {
        public void Report(ProgressEvent progressEvent)
        {
            if (progressEvent is ProgressEvent.Output output)
                new Thread(() => throw new InvalidOperationException(TextOf(output))).Start();
        }
    }

    sealed class ConsoleReporter : IProgressReporter
    {
        public void Report(ProgressEvent progressEvent)
        {
            if (progressEvent is ProgressEvent.Output output)
                Console.WriteLine(TextOf(output));
        }
    }
}

using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>A test that builds a directory of its own with the engine's BuildKit.</summary>
public abstract class BuildKitTest(PrivateEngine fixture) : EngineTest(fixture)
{
    private protected Task<BuildKitResult> SolveAsync(
        string dockerfile, Func<BuildKitSettings, BuildKitSettings>? configure =
            null, CancellationToken cancellationToken = default)
    {
        Context.Write("Dockerfile", dockerfile);
        return SolveAsync(configure, cancellationToken);
    }

    /// <summary>Builds the directory as it is.</summary>
    private protected async Task<BuildKitResult> SolveAsync(
        Func<BuildKitSettings, BuildKitSettings>? configure = null, CancellationToken cancellationToken = default)
    {
        using var connection = await ConnectAsync();
        var context = await BuildContext.FromDirectory(Context.Path, BuildContextSettings.Default).ScanAsync(Stop);
        var settings = new BuildKitSettings { Context = context, Outputs = [new BuildOutput.Image([Name])] };
        return await BuildKitBuild.RunAsync(
            connection, (configure ?? (unchanged => unchanged))(settings), Events, cancellationToken);
    }

    /// <summary>Whether the engine is 26 or newer: failures bear details, contexts have names, outputs may be
    /// several.</summary>
    private protected bool IsNew => Fixture is not MachineEngine;

    private protected bool HasContainerdStore => Fixture is NewestEngineWithContainerdStore;

    /// <summary>What errors call the engine's BuildKit.</summary>
    private protected string Described =>
        $"The BuildKit of engine {Docker.Version.ServerVersion} at {Docker.Endpoint.Description}";

    private protected async Task<BuildKitConnection> ConnectAsync() =>
        await BuildKitConnection.FindAsync(Docker, Stop)
            ?? throw new InvalidOperationException("The engine has no BuildKit.");
}

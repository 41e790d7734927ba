using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>A test with a builder that is reached as a buildkitd is; the newest engine's BuildKit does its
/// work.</summary>
public abstract class RemoteTest(NewestEngineWithContainerdStore fixture) : EngineTest(fixture)
{
    /// <summary>Solves through the proxy; the image goes into the builder's own store.</summary>
    private protected async Task<BuildKitResult> SolveAsync(
        BuilderProxy proxy,
        string dockerfile,
        Func<BuildKitSettings, BuildKitSettings>? configure = null,
        CancellationToken cancellationToken = default)
    {
        Context.Write("Dockerfile", dockerfile);
        using var connection = await BuildKitConnection.OpenAsync(EngineEndpoint.Parse(proxy.Endpoint), Stop);
        var context = await BuildContext.FromDirectory(Context.Path, BuildContextSettings.Default).ScanAsync(Stop);
        var settings = new BuildKitSettings { Context = context, Outputs = [new BuildOutput.Image([Name])] };
        return await BuildKitBuild.RunAsync(
            connection, (configure ?? (unchanged => unchanged))(settings), Events, cancellationToken);
    }
}

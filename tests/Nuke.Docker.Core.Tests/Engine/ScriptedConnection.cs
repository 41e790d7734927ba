using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine;

static class ScriptedConnection
{
    /// <summary>After this a call that should have ended has failed the test.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task<DockerEngine> ConnectAsync(this ScriptedEngine scripted) =>
        DockerEngine.ConnectAsync(EngineEndpoint.Parse(scripted.Endpoint), CancellationToken.None).WaitAsync(Patience);

    public static Func<Stream, CancellationToken, Task> Nothing { get; } = (_, _) => Task.CompletedTask;

    public static Task<List<EngineMessage>> BuildAsync(this DockerEngine engine) =>
        engine.BuildImageAsync(new BuildRequest(), Nothing, CancellationToken.None).ToListAsync().AsTask()
            .WaitAsync(Patience);
}

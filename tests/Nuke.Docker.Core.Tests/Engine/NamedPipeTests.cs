using System.IO.Pipes;
using System.Text;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Core.Tests.Engine;

public sealed class NamedPipeTests
{
    [Fact]
    public async Task AnEngineBehindANamedPipeAnswers()
    {
        var name = $"nuke-docker-{Guid.NewGuid():N}";
        var serving = ServeAsync(name);

        await using (var engine =
            await DockerEngine.ConnectAsync(EngineEndpoint.Parse($"npipe:////./pipe/{name}"), CancellationToken.None)
            .WaitAsync(ScriptedConnection.Patience))
            Assert.Equal("26.1.5", engine.Version.ServerVersion);
        await serving.WaitAsync(ScriptedConnection.Patience);
    }

    static async Task ServeAsync(string name)
    {
        await using var pipe = new NamedPipeServerStream(
            name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        await pipe.WaitForConnectionAsync();
        using var reader = new StreamReader(pipe, leaveOpen: true);
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
                continue;
            const string Version =
                """{"Version":"26.1.5","ApiVersion":"1.45","MinAPIVersion":"1.24","Os":"windows","Arch":"amd64"}""";
            await pipe.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: {Version.Length}\r\n\r\n{Version}"));
        }
    }
}

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    internal async Task<EngineInfo> InfoAsync(CancellationToken cancellationToken)
    {
        var info = await CallAsync("GET /info", (client, stop) => client.System.GetSystemInfoAsync(stop), cancellationToken).ConfigureAwait(false);
        return new EngineInfo(
            info.Name ?? "",
            info.ServerVersion ?? "",
            info.OperatingSystem ?? "",
            info.Architecture ?? "",
            info.Driver ?? "",
            info.DockerRootDir ?? "",
            info.NCPU,
            info.MemTotal);
    }
}

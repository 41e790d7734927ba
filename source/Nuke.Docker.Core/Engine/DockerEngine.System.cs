namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    const string ContainerdStore = "io.containerd.snapshotter.v1";

    internal async Task<EngineInfo> InfoAsync(CancellationToken cancellationToken)
    {
        var info = await CallAsync(
            "GET /info",
            (client, stop) => client.System.GetSystemInfoAsync(stop),
            cancellationToken).ConfigureAwait(false);
        return new EngineInfo(
            info.Name ?? "",
            info.ServerVersion ?? "",
            info.OperatingSystem ?? "",
            info.Architecture ?? "",
            info.Driver ?? "",
            info.DockerRootDir ?? "",
            info.NCPU,
            info.MemTotal)
        {
            HasContainerdStore = info.DriverStatus?.Any(pair => pair is ["driver-type", ContainerdStore]) == true,
        };
    }
}

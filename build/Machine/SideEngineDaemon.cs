namespace Nuke.Docker.Machine;

/// <summary>The daemons that a side engine can be: program and arguments.</summary>
static class SideEngineDaemon
{
    public static IReadOnlyList<string> Docker(EngineSlot slot, string endpoint, string program) =>
    [
        program,
        "--host", endpoint, "--pidfile", Path.Combine(slot.Directory, "docker.pid"),
        "--data-root", Path.Combine(slot.Directory, "data"),
        "--exec-root", Path.Combine(slot.Directory, "exec"),
        "--exec-opt", "native.cgroupdriver=cgroupfs", "--cgroup-parent", $"/{slot.ControlGroup}",
    ];

    public static IReadOnlyList<string> Podman(EngineSlot slot, string endpoint)
    {
        // What cannot be said on the command line:
        // https://github.com/containers/common/blob/main/docs/containers.conf.5.md
        var configuration = Path.Combine(slot.Directory, "containers.conf");
        File.WriteAllText(configuration, "[containers]\ndefault_ulimits = []\n");
        return
        [
            // It leaves temporary files behind, which go with the slot.
            "env", $"CONTAINERS_CONF={configuration}", $"TMPDIR={slot.Directory}", "BUILDAH_RUNTIME=runc",
            "podman",
            "--root", Path.Combine(slot.Directory, "data"),
            "--runroot", Path.Combine(slot.Directory, "exec"),
            "--tmpdir", Path.Combine(slot.Directory, "exec", "tmp"),
            "--runtime", "runc", "--cgroup-manager", "cgroupfs", "--events-backend", "file",
            "system", "service", "--time=0", endpoint,
        ];
    }
}

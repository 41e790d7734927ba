namespace Nuke.Docker.Dockerfiles;

internal sealed partial record Mount
{
    private static readonly string[] s_types = ["bind", "cache", "tmpfs", "secret", "ssh"];
    private static readonly string[] s_sharing = ["shared", "private", "locked"];
    private static readonly string[] s_switches = ["readonly", "ro", "readwrite", "rw", "required"];

    private static readonly string[] s_keys =
    [
        "type", "from", "source", "src", "target", "dst", "destination", "readonly", "ro", "readwrite", "rw",
        "id", "sharing", "required", "size", "mode", "uid", "gid", "env",
    ];

    /// <summary>What BuildKit refuses, as a sentence; <see langword="null"/> for nothing.</summary>
    /// <remarks>https://docs.docker.com/reference/dockerfile/#run---mount</remarks>
    private string? Check()
    {
        if (!s_types.Contains(Type))
            return $"'{Type}' is not a type of mount.{Suggestion.For(Type, s_types)}";
        foreach (var (key, value) in Options)
        {
            if (!s_keys.Contains(key))
                return $"'{key}' is not an option of --mount.{Suggestion.For(key, s_keys)}";
            if (value == null && !s_switches.Contains(key))
                return $"'{key}' of --mount needs a value. Write {key}=<value>.";
            if (!Fits(key))
                return $"'{key}' does not belong to a mount of type {Type}. Remove it.";
        }
        return this["sharing"]?.ToLowerInvariant() is { } sharing && !s_sharing.Contains(sharing)
            ? $"'{sharing}' is not a way to share a cache.{Suggestion.For(sharing, s_sharing)}"
            : Type == "secret" && Source == null && Target == null && Id == null
                ? "a secret's mount names no secret. Write --mount=type=secret,id=<id>."
                : null;
    }

    private bool Fits(string key) => key switch
    {
        "required" => Type is "secret" or "ssh",
        "size" => Type == "tmpfs",
        "mode" or "uid" or "gid" => Type is "secret" or "ssh" or "cache",
        "sharing" => Type == "cache",
        "from" => Type != "secret",
        _ => true,
    };
}

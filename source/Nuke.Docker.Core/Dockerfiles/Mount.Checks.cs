namespace Nuke.Docker.Dockerfiles;

sealed partial record Mount
{
    static readonly string[] _types = ["bind", "cache", "tmpfs", "secret", "ssh"];
    static readonly string[] _sharing = ["shared", "private", "locked"];
    static readonly string[] _switches = ["readonly", "ro", "readwrite", "rw", "required"];

    static readonly string[] _keys =
    [
        "type", "from", "source", "src", "target", "dst", "destination", "readonly", "ro", "readwrite", "rw",
        "id", "sharing", "required", "size", "mode", "uid", "gid", "env",
    ];

    /// <summary>What BuildKit refuses, as a sentence; <see langword="null"/> for nothing.</summary>
    /// <remarks>https://docs.docker.com/reference/dockerfile/#run---mount</remarks>
    string? Check()
    {
        if (!_types.Contains(Type))
            return $"'{Type}' is not a type of mount.{Suggestion.For(Type, _types)}";
        foreach (var (key, value) in Options)
        {
            if (!_keys.Contains(key))
                return $"'{key}' is not an option of --mount.{Suggestion.For(key, _keys)}";
            if (value == null && !_switches.Contains(key))
                return $"'{key}' of --mount needs a value. Write {key}=<value>.";
            if (!Fits(key))
                return $"'{key}' does not belong to a mount of type {Type}. Remove it.";
        }
        return this["sharing"]?.ToLowerInvariant() is { } sharing && !_sharing.Contains(sharing)
            ? $"'{sharing}' is not a way to share a cache.{Suggestion.For(sharing, _sharing)}"
            : Type == "secret" && Source == null && Target == null && Id == null
                ? "a secret's mount names no secret. Write --mount=type=secret,id=<id>."
                : null;
    }

    bool Fits(string key) => key switch
    {
        "required" => Type is "secret" or "ssh",
        "size" => Type == "tmpfs",
        "mode" or "uid" or "gid" => Type is "secret" or "ssh" or "cache",
        "sharing" => Type == "cache",
        "from" => Type != "secret",
        _ => true,
    };
}

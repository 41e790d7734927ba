using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles;

/// <summary>One <c>--mount</c> of <c>RUN</c>.</summary>
/// <param name="Written">The flag's value.</param>
/// <param name="Options">In their order, keys in lower case; a key without equals sign has no value.</param>
sealed partial record Mount(Word Written, IReadOnlyList<KeyValuePair<string, string?>> Options)
{
    /// <summary>bind, cache, tmpfs, secret or ssh.</summary>
    public string Type => this["type"]?.ToLowerInvariant() ?? "bind";

    /// <summary>A stage's name or index, or an image; <see langword="null"/> for the build context.</summary>
    public string? From => this["from"];

    public string? Source => this["source"] ?? this["src"];

    public string? Target => this["target"] ?? this["dst"] ?? this["destination"];

    /// <summary>Of the secret, the ssh agent or the cache.</summary>
    public string? Id => this["id"];

    /// <summary>Whether the step fails without the secret or the ssh agent. The key alone means that it does.</summary>
    public bool IsRequired =>
        Options.LastOrDefault(option => option.Key == "required") is { Key: not null, Value: var value }
        && value is null or "1" or "t" or "T" or "true" or "TRUE" or "True";

    string? this[string key] => Options.LastOrDefault(option => option.Key == key).Value;

    internal Mount Resolve(VariableScope scope)
    {
        var resolved = this with
        {
            Options = [.. Options.Select(
                option => KeyValuePair.Create(option.Key, scope.ExpandOptional(AsWord(option.Value))?.Text))],
        };
        return resolved.Check() is { } problem ? throw scope.Error(Written.Position, problem) : resolved;
    }

    Word? AsWord(string? value) => value == null ? null : Written with { Text = value };
}

using System.Globalization;

namespace Nuke.Docker.Containers;

/// <summary>A directory of a container that is in memory, empty at its start.</summary>
/// <param name="Target">An absolute path in the container.</param>
/// <param name="SizeBytes">How much it may hold; <see langword="null"/>: half of the machine's memory.</param>
/// <param name="Options">More mount options, such as <c>mode=1777,noexec</c>; <see langword="null"/>: the
/// engine's.</param>
public sealed record TemporaryFileSystem(string Target, long? SizeBytes = null, string? Options = null)
{
    internal string MountOptions => string.Join(',', ((string?[])
        [SizeBytes is { } size ? string.Create(CultureInfo.InvariantCulture, $"size={size}") : null, Options])
        .Where(option => !string.IsNullOrEmpty(option)));
}

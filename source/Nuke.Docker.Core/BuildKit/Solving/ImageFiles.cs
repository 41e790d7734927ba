using System.Text;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>Files of an image that the engine has, as they are copied out of it without a container.</summary>
/// <param name="Image">The full name with its tag, such as <c>docker.io/library/alpine:latest</c>.</param>
/// <param name="Paths">What is copied. The first is <c>0000</c> in the result, the next <c>0001</c>.</param>
sealed record ImageFiles(string Image, IReadOnlyList<ImagePath> Paths)
{
    public (string OperatingSystem, string Architecture, string? Variant)? Platform { get; init; }

    /// <summary>What a path is called in the result: in the order of the numbers.</summary>
    public static string NameOf(int index) => index.ToString("D4", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The image, a copy of each path into an empty tree, and that tree as the result.</summary>
    public BuildDefinition ToDefinition()
    {
        var definition = new BuildDefinition();
        var image = definition.Add(new SourceOperation(
            $"docker-image://{Image}", new Dictionary<string, string> { ["image.resolvemode"] = "local" }, Platform));
        var copy = definition.Add(new CopyOperation(
            image,
            [.. Paths.Select((path, index) => new CopyAction(
                path.MayBeMissing ? Wild(path.Path) : path.Path, $"/{NameOf(index)}", path.MayBeMissing))]));
        definition.Add(new ResultOperation(copy));
        return definition;
    }

    /// <summary>The path as a pattern that matches it and nothing else: only those may be missing.</summary>
    static string Wild(string path)
    {
        Rune.DecodeLastFromUtf16(path, out var last, out var length);
        return $"{path[..^length]}[{(last.Value is ']' or '^' or '-' ? "\\" : "")}{last}]";
    }
}

/// <summary>One of the paths.</summary>
/// <param name="Path">Absolute, not the root, without <c>..</c>, wildcards and backslashes.</param>
/// <param name="MayBeMissing">Whether it is left out if its directory does not have it.</param>
sealed record ImagePath(string Path, bool MayBeMissing);

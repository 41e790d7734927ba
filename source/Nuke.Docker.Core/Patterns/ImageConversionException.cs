using Nuke.Docker.Engine;

namespace Nuke.Docker.Patterns;

/// <summary>An image cannot be built in the other form: as a builder pattern, or as a multi-stage image.</summary>
public sealed class ImageConversionException : DockerException
{
    internal ImageConversionException(string image, string form, string reason, string? file = null, int? line = null)
        : base(
            $"Image '{image}' cannot be built as {form}: {(file is null ? "" : $"{file}:{line}: ")}{reason}",
            innerException: null) =>
        (Image, File, Line) = (image, file, line);

    /// <summary>The image's name.</summary>
    public string Image { get; }

    /// <summary>The Dockerfile that has the reason.</summary>
    /// <value><see langword="null"/> if the reason lies in the definition, not in a Dockerfile.</value>
    public string? File { get; }

    /// <summary>The line in <see cref="File"/>, from 1.</summary>
    public int? Line { get; }
}

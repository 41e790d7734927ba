using Nuke.Docker.Images;

namespace Nuke.Docker.Containers;

/// <summary>What <see cref="ContainerRun"/> runs.</summary>
public sealed record ContainerRunSettings
{
    /// <summary>The settings that every run starts from.</summary>
    public static ContainerRunSettings Default { get; } = new();

    /// <summary>The image; it has to be on the engine.</summary>
    public ImageReference? Image { get; init; }

    /// <summary>Arguments that replace the image's <c>CMD</c>, and extend its <c>ENTRYPOINT</c>.</summary>
    /// <value>Empty, the default: the image's own.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Sets <see cref="Image"/>.</summary>
    /// <exception cref="FormatException">The text is not an image reference.</exception>
    public ContainerRunSettings SetImage(string image) => this with { Image = ImageReference.Parse(image) };

    /// <summary>Sets <see cref="Arguments"/>.</summary>
    public ContainerRunSettings SetArguments(params IReadOnlyList<string> arguments) => this with { Arguments = arguments };
}

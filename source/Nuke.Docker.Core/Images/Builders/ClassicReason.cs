using Nuke.Docker.Engine;

namespace Nuke.Docker.Images.Builders;

/// <summary>Why an image is built with the classic builder, and what to do if it cannot be.</summary>
/// <param name="Clause">Goes on after <c>… needs BuildKit, and</c>.</param>
/// <param name="Builder">Goes before <c>cannot mount secrets</c>.</param>
/// <param name="Remedy">What to do, without a full stop.</param>
sealed record ClassicReason(string Clause, string Builder, string Remedy)
{
    /// <summary>What the log says of it; <see langword="null"/> where the user has said it himself.</summary>
    public string? Notice { get; private init; }

    /// <summary>Why BuildKit does not build it.</summary>
    public string Obstacle { get; private init; } = "";

    /// <summary>The settings say so.</summary>
    public static ClassicReason Chosen(string image) => new(
        $"image {image} is built with the classic builder",
        "the engine's classic builder",
        "Choose BuildKit with SetBuilder or --docker-builder");

    /// <summary>The engine has nothing else.</summary>
    public static ClassicReason NoBuildKit(DockerEngine engine)
    {
        var who = $"the engine {engine.Version.ServerVersion} at {engine.Endpoint.Description}";
        return new($"{who} has none", $"{who}, which has no BuildKit,", "Take an engine that has it")
        {
            Notice = $"Images are built with the classic builder: {who} has no BuildKit.",
            Obstacle = $"{who} has none",
        };
    }

    /// <summary>BuildKit cannot build the image.</summary>
    /// <param name="image">What errors call it.</param>
    /// <param name="obstacle">A clause, such as <c>its network is 'mine'</c>.</param>
    public static ClassicReason Because(string image, string obstacle) => new(
        $"BuildKit cannot build image {image}: {obstacle}",
        $"the classic builder, which builds it because {obstacle},",
        "Take one of the two out")
    {
        Notice = $"Image {image} is built with the classic builder, not with BuildKit: {obstacle}.",
        Obstacle = obstacle,
    };

    /// <param name="what">What the classic builder cannot do, at the begin of a sentence.</param>
    public NotSupportedException Refuse(string what) => new($"{what} needs BuildKit, and {Clause}. {Remedy}.");
}

using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images.Sources;

namespace Nuke.Docker.Images.Failures;

/// <summary>The line of a Dockerfile that names the program that reads it:
/// <c># syntax=docker/dockerfile:1</c>.</summary>
static class SyntaxLine
{
    /// <summary>With this build argument another program reads the file.</summary>
    const string Argument = "BUILDKIT_SYNTAX";

    /// <summary>Says whose fault it is if the engine could not get that program.</summary>
    /// <param name="reason">What the engine says.</param>
    /// <param name="file">The Dockerfile.</param>
    /// <param name="settings">What was built.</param>
    public static string Explain(string reason, DockerfileSource? file, ImageBuildSettings settings)
    {
        var given = settings.BuildArguments.GetValueOrDefault(Argument);
        var frontend = given ?? (file is null ? null : Dockerfile.SyntaxOf(file.Text, file.Name));
        if (frontend is null || !IsAbout(reason, frontend))
            return reason;
        return given is not null
            ? $"the engine could not get '{frontend}', which the build argument {Argument} names: {reason}"
            : $"the engine could not get '{frontend}', which is to read the Dockerfile (# syntax={frontend}): "
                + $"{reason}. Take that line out, for the engine has a reader of its own, or name one within reach: "
                + $"SetBuildArgument(\"{Argument}\", …).";
    }

    /// <summary>Engine 20.10 names the address alone that it has asked.</summary>
    static bool IsAbout(string reason, string frontend) =>
        reason.Contains(frontend, StringComparison.Ordinal)
        || (ImageReference.TryParse(frontend, out var image)
            && reason.Contains($"/{image.Path}/manifests/", StringComparison.Ordinal));
}

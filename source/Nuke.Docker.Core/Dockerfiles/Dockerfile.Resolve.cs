using System.Text.RegularExpressions;
using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles;

sealed partial class Dockerfile
{
    /// <summary>Gives the variables their values. Stages are resolved when they are asked for, as unused ones are not
    /// checked by builders either.</summary>
    /// <param name="inputs">Build arguments and platforms.</param>
    /// <param name="target">The stage to build, by name; the last one without.</param>
    /// <exception cref="ArgumentException">There is no such stage.</exception>
    /// <exception cref="DockerfileException">A <c>FROM</c> or an <c>ARG</c> above it cannot be resolved.</exception>
    public ResolvedDockerfile Resolve(BuildInputs inputs, string? target = null) =>
        Resolve(inputs, target == null ? Stages[^1] : GetTarget(target));

    /// <inheritdoc cref="Resolve(BuildInputs, string?)"/>
    public ResolvedDockerfile Resolve(BuildInputs inputs, Stage targetStage)
    {
        var global = GlobalScope(inputs, targetStage.Name);
        var stages = new List<ResolvedStage>();
        foreach (var stage in Stages)
            stages.Add(Resolve(stage, stages, global, inputs));
        return new(this, stages, stages[targetStage.Index], global);
    }

    VariableScope GlobalScope(BuildInputs inputs, string? targetStage)
    {
        var scope = new VariableScope(SourceName, Directives.Escape);
        foreach (var (name, value) in PlatformArguments.For(inputs, targetStage))
            scope[name] = inputs.BuildArguments.GetValueOrDefault(name) ?? value;
        foreach (var declaration in GlobalArguments.SelectMany(argument => argument.Declarations))
        {
            var name = declaration.Name.Text;
            var value = inputs.BuildArguments.GetValueOrDefault(name)
                ?? scope.ExpandOptional(declaration.Default)?.Text;
            if (value != null)
                scope[name] = value;
        }
        return scope;
    }

    ResolvedStage Resolve(Stage stage, IReadOnlyList<ResolvedStage> earlier, VariableScope global, BuildInputs inputs)
    {
        var image = global.Expand(stage.From.Image);
        if (image.Text.Length == 0)
            throw global.Error(image.Position, $"FROM {stage.From.Image} names no image: {Missing(global, image)}.");
        var platform = global.ExpandOptional(stage.From.Platform);
        if (platform is { Text.Length: 0 })
            throw global.Error(
                platform.Position,
                $"FROM --platform={stage.From.Platform} names no platform: {Missing(global, platform)}.");
        if (platform != null && !Platform().IsMatch(platform.Text))
            throw global.Error(
                platform.Position,
                $"FROM --platform={platform} is no platform. Write os/architecture, such as linux/arm64.");
        var based = earlier.LastOrDefault(
            other => string.Equals(other.Stage.Name, image.Text, StringComparison.OrdinalIgnoreCase));
        ImageSource source = based != null ? new ImageSource.OfStage(based.Stage)
            : image.Text == "scratch" ? new ImageSource.Scratch()
            : new ImageSource.Image(image.Text);
        return new(this, stage, source, based, platform?.Text ?? based?.Platform, new(this, inputs, global));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+(\([^()]*\))?(/[A-Za-z0-9_.-]+){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Platform();

    static string Missing(VariableScope scope, Word word) =>
        scope.Unset.LastOrDefault(unset => unset.Position == word.Position) is { } name
            ? $"{name} has no value. Declare it with ARG above the first FROM or pass it as a build argument"
            : "its variables are empty. Pass them as build arguments or give their ARG a default";
}

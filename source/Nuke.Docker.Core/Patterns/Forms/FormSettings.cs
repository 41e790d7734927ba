using Nuke.Docker.Images;

namespace Nuke.Docker.Patterns.Forms;

/// <summary>The settings of two images as those of one that is built of both Dockerfiles.</summary>
static class FormSettings
{
    /// <exception cref="ImageConversionException">The two differ in what a single build has once.</exception>
    public static ImageBuildSettings Merge(
        BuilderPattern pattern, FormFile builder, FormFile runtime, Conversion conversion)
    {
        var (one, two) = (pattern.BuilderImage, pattern.RuntimeImage);
        if (Differences(one, two).ToList() is { Count: > 0 } differences)
            throw conversion.Because(
                $"builder image and runtime image differ in {string.Join(" and ", differences)}, and a single build "
                + "has only one.");
        if ((builder.IgnoreFile ?? runtime.IgnoreFile) is { } ignore)
            throw conversion.Because(
                $"'{ignore}' counts for one of the two Dockerfiles only. Move its lines to '.dockerignore'.");
        CheckArguments(one, two, runtime, conversion);
        CheckArguments(two, one, builder, conversion);
        var arguments = new Dictionary<string, string?>(one.BuildArguments);
        foreach (var (name, value) in two.BuildArguments)
            arguments[name] = value;
        return two with
        {
            BuildArguments = arguments,
            NoCache = one.NoCache || two.NoCache,
            Pull = one.Pull || two.Pull,
            CacheFrom = [.. two.CacheFrom.Union(one.CacheFrom)],
            NoCacheStages = [.. two.NoCacheStages.Union(one.NoCacheStages)],
            NamedContexts = two.NamedContexts.UnionBy(one.NamedContexts, context => context.Key).ToDictionary(),
            GitPins = [.. two.GitPins.UnionBy(one.GitPins, pin => pin.ArgumentName)],
            Secrets = [.. two.Secrets.UnionBy(one.Secrets, secret => secret.Id)],
            KnownSecrets = [.. two.KnownSecrets.Union(one.KnownSecrets)],
            AllowedBuildArguments = [.. two.AllowedBuildArguments.Union(one.AllowedBuildArguments)],
            AllowedLabels = two.AllowedLabels,
            Target = null,
        };
    }

    static IEnumerable<string> Differences(ImageBuildSettings one, ImageBuildSettings two)
    {
        if (one.ContextDirectory != two.ContextDirectory)
            yield return "their context directories";
        if (!one.Context.IgnorePatterns.SequenceEqual(two.Context.IgnorePatterns)
            || !one.Context.ExcludedPaths.SequenceEqual(two.Context.ExcludedPaths)
            || one.Context.TimeStamp != two.Context.TimeStamp)
            yield return "what of the directory is sent";
        if (!one.Platforms.SequenceEqual(two.Platforms))
            yield return "their platforms";
        if (one.Network != two.Network || !one.ExtraHosts.SequenceEqual(two.ExtraHosts))
            yield return "their networks";
        if (one.SharedMemoryBytes != two.SharedMemoryBytes)
            yield return "their shared memory";
        if (!one.ResourceLimits.SequenceEqual(two.ResourceLimits))
            yield return "their resource limits";
        if (one.NamedContexts.Any(
            context => two.NamedContexts.TryGetValue(context.Key, out var other) && other != context.Value))
            yield return "a context of the same name";
        if (one.Secrets.Any(secret => two.Secrets.Any(other => other.Id == secret.Id && other != secret)))
            yield return "a secret of the same ID";
    }

    /// <summary>Refuses an argument of one image that would change the other one.</summary>
    static void CheckArguments(ImageBuildSettings given, ImageBuildSettings other, FormFile file, Conversion conversion)
    {
        foreach (var (name, value) in Values(given).OrderBy(argument => argument.Key, StringComparer.Ordinal))
        {
            if (Values(other).TryGetValue(name, out var otherValue) && otherValue == value)
                continue;
            if (Declarations.Of(file, name).FirstOrDefault() is { } declaration)
                throw conversion.At(
                    file, declaration.Name.Position.Line,
                    $"the build argument '{name}' is declared in both Dockerfiles, and given to the two images with "
                    + "different values.");
        }
    }

    // The address of a pin stands for the commit that it will have.
    static Dictionary<string, string?> Values(ImageBuildSettings settings)
    {
        var values = new Dictionary<string, string?>(settings.BuildArguments);
        foreach (var pin in settings.GitPins)
            values[pin.ArgumentName] = $"{pin.Source}";
        return values;
    }
}

using Nuke.Docker.Patterns;

namespace Nuke.Docker.Components;

/// <summary>Which images are worked on, and in which order.</summary>
static class ImagePlan
{
    /// <summary>The images that the command line selects, with what they depend on, in waves: each needs only earlier
    /// ones.</summary>
    /// <exception cref="ArgumentException">A name is given twice, unknown, or part of a circle.</exception>
    public static IReadOnlyList<IReadOnlyList<ImageDefinition>> Waves(
        IEnumerable<ImageDefinition> declared, IReadOnlyCollection<string>? selected)
    {
        var images = declared.ToList();
        if (images.Count == 0)
            throw new ArgumentException("The build declares no image. Let DockerImages return at least one.");
        if (images.GroupBy(image => image.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException(
                $"Two images are called '{twice.Key}'. Give one of them another name with Named(…).");
        var byName = images.ToDictionary(image => image.Name);
        return Order(Select(byName, selected));
    }

    static List<ImageDefinition> Select(
        Dictionary<string, ImageDefinition> images, IReadOnlyCollection<string>? selected)
    {
        var names = selected is { Count: > 0 } ? selected : images.Keys;
        var chosen = new List<ImageDefinition>();
        var pending = new Queue<(string Name, string Origin)>(names.Select(name => (name, "--docker-images")));
        while (pending.TryDequeue(out var next))
        {
            if (!images.TryGetValue(next.Name, out var image))
                throw new ArgumentException(
                    $"'{next.Name}' (from {next.Origin}) is no image of this build. It has "
                    + $"{string.Join(", ", images.Keys.Select(name => $"'{name}'"))}.");
            if (chosen.Contains(image))
                continue;
            chosen.Add(image);
            foreach (var dependency in image.Dependencies)
                pending.Enqueue((dependency, $"DependsOn of '{image.Name}'"));
        }
        return [.. images.Values.Where(chosen.Contains)];
    }

    static List<IReadOnlyList<ImageDefinition>> Order(List<ImageDefinition> images)
    {
        var waves = new List<IReadOnlyList<ImageDefinition>>();
        var done = new HashSet<string>();
        while (done.Count < images.Count)
        {
            var wave = images.Where(image => !done.Contains(image.Name) && image.Dependencies.All(done.Contains))
                .ToList();
            if (wave.Count == 0)
                throw new ArgumentException(
                    $"Images depend on each other in a circle: {string.Join(", ", Circle(images, done))}. Remove one "
                    + "DependsOn.");
            waves.Add(wave);
            done.UnionWith(wave.Select(image => image.Name));
        }
        return waves;
    }

    // What only waits for the circle is no part of it.
    static IEnumerable<string> Circle(List<ImageDefinition> images, HashSet<string> done)
    {
        var circle = images.FindAll(image => !done.Contains(image.Name));
        for (var before = 0; before != circle.Count;)
        {
            before = circle.Count;
            circle = circle.FindAll(image => circle.Exists(other => other.Dependencies.Contains(image.Name)));
        }
        return circle.Select(image => $"'{image.Name}'");
    }
}

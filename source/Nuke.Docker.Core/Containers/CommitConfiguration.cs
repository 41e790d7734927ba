using System.Globalization;
using System.Text.Json.Nodes;

namespace Nuke.Docker.Containers;

/// <summary>The configuration of an image that is committed: its base image's, changed as a Dockerfile would.</summary>
static class CommitConfiguration
{
    /// <param name="configuration">Of the base image; it is changed.</param>
    /// <param name="settings">What is said about the new image.</param>
    /// <param name="imageLabel">The label that marks the image as ours, unless the settings have it.</param>
    public static JsonObject Apply(
        JsonObject configuration, ContainerCommitSettings settings, (string Name, string Value) imageLabel)
    {
        if (settings.Entrypoint is not null)
        {
            configuration["Entrypoint"] = Array(settings.Entrypoint);
            configuration.Remove("Cmd");
        }
        if (settings.Command is not null)
            configuration["Cmd"] = Array(settings.Command);
        // Null, the engine would take that of the container, which only kept it alive.
        configuration["Entrypoint"] ??= new JsonArray();
        configuration["Env"] = Array(Environment(configuration["Env"] as JsonArray ?? [], settings.Environment));
        var labels = Object(configuration, "Labels");
        labels[imageLabel.Name] = imageLabel.Value;
        foreach (var (name, value) in settings.Labels)
            labels[name] = value;
        AddKeys(configuration, "ExposedPorts", settings.ExposedPorts.Select(PublishedPort.Parse).Select(port =>
            string.Create(CultureInfo.InvariantCulture, $"{port.ContainerPort}/{PublishedPort.Name(port.Protocol)}")));
        AddKeys(configuration, "Volumes", settings.Volumes);
        Set(configuration, "User", settings.User);
        Set(configuration, "WorkingDir", settings.WorkingDirectory);
        Set(configuration, "StopSignal", settings.StopSignal);
        return configuration;
    }

    static IEnumerable<string> Environment(JsonArray existing, IReadOnlyDictionary<string, string> added)
    {
        var variables = existing.Select(variable => $"{variable}").ToList();
        foreach (var (name, value) in added)
        {
            var at = variables.FindIndex(variable => variable.StartsWith(name + "=", StringComparison.Ordinal));
            if (at < 0)
                variables.Add($"{name}={value}");
            else
                variables[at] = $"{name}={value}";
        }
        return variables;
    }

    static void AddKeys(JsonObject configuration, string property, IEnumerable<string> keys)
    {
        foreach (var key in keys)
            Object(configuration, property)[key] = new JsonObject();
    }

    static void Set(JsonObject configuration, string property, string? value)
    {
        if (value is not null)
            configuration[property] = value;
    }

    static JsonObject Object(JsonObject configuration, string property)
    {
        if (configuration[property] is not JsonObject value)
            configuration[property] = value = [];
        return value;
    }

    static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];
}

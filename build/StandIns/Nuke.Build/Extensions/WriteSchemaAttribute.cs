using Nuke.Common.IO;

namespace Nuke.Common.Execution;

/// <summary>Rewrites <c>.nuke/build.schema.json</c> at every run and creates <c>.nuke/parameters.json</c>.</summary>
internal sealed class WriteSchemaAttribute : BuildExtensionAttributeBase, IOnBuildCreated
{
    public void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets)
    {
        if (Build.BuildProjectFile == null)
            return;

        (Build.RootDirectory / ".nuke" / "build.schema.json").WriteAllText(SchemaUtility.GetJsonString(Build));

        var parametersFile = Build.RootDirectory / ".nuke" / "parameters.json";
        if (!parametersFile.FileExists())
            parametersFile.WriteAllText("{\n  \"$schema\": \"./build.schema.json\"\n}");
    }
}

namespace Nuke.Common.Tooling;

public interface IRequireTool;

public interface IRequireToolWithVersion;

public interface IRequirePathTool : IRequireTool;

public class ToolRequirement;

public class PathToolRequirement(string pathExecutable) : ToolRequirement
{
    public string PathExecutable { get; init; } = pathExecutable;
}

[AttributeUsage(AttributeTargets.Class)]
public abstract class ToolAttribute : Attribute
{
    internal abstract ToolRequirement GetRequirement(string version = null);
}

public class PathToolAttribute : ToolAttribute
{
    public string Executable { get; set; }

    internal override ToolRequirement GetRequirement(string version = null) => new PathToolRequirement(Executable);
}

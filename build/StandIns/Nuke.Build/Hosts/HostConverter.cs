using System.ComponentModel;
using System.Globalization;
using Nuke.Common.Utilities;

namespace Nuke.Common;

/// <summary>A host by its name.</summary>
internal sealed class HostConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext context, Type sourceType) =>
        sourceType == typeof(string);

    public override object ConvertFrom(ITypeDescriptorContext context, CultureInfo culture, object value)
    {
        var types = Host.AvailableTypes.Where(x => x.FullName.EndsWithOrdinalIgnoreCase((string)value)).ToList();
        Assert.HasSingleItem(types);
        return Host.Create(types[0]);
    }
}

package dev.gatehouse.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A picture of lines with two vertical axes, which begin at 0. */
final class Plot {
  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  private final XYChart chart;
  private final double[] horizontal;

  Plot(String title, String horizontalTitle, double[] horizontal) {
    this.chart =
        new XYChartBuilder()
            .width(720)
            .height(420)
            .title(title)
            .xAxisTitle(horizontalTitle)
            .build();
    this.horizontal = horizontal;
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
  }

  /** Makes the horizontal axis logarithmic. */
  Plot logarithmic() {
    chart.getStyler().setXAxisLogarithmic(true);
    return this;
  }

  Plot titles(String left, String right) {
    chart.setYAxisGroupTitle(LEFT, left);
    chart.setYAxisGroupTitle(RIGHT, right);
    return this;
  }

  Plot left(String name, double[] values) {
    return add(name, values, LEFT);
  }

  Plot right(String name, double[] values) {
    return add(name, values, RIGHT);
  }

  private Plot add(String name, double[] values, int axis) {
    chart.addSeries(name, horizontal, values).setYAxisGroup(axis);
    return this;
  }

  /** Saves the picture as PNG; creates the folder if needed. */
  void save(Path file) throws IOException {
    chart.getStyler().setYAxisMin(LEFT, 0.0);
    chart.getStyler().setYAxisMin(RIGHT, 0.0);
    Files.createDirectories(file.getParent());
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}

/** What a picture shows, before anything of it is placed on paper. */

import type { Point } from './plane.js';

/** A sample where it is drawn. */
export interface Sample {
  readonly point: Point;
  readonly label: number;
}

/** The iterates of one neuron, from the start on. */
export interface Path {
  readonly name: string;
  readonly style: string;
  readonly points: readonly PathPoint[];
}

/** An iterate with the number of steps before it. */
export interface PathPoint {
  readonly k: number;
  readonly at: Point;
}

/** A direction from the origin. */
export interface Ray {
  readonly kind: 'limit' | 'reference';
  readonly name: string;
  /** A unit vector. */
  readonly at: Point;
  /** What stands at its tip, where the legend has several of its kind. */
  readonly tip?: string;
}

/** Samples and iterates in one plane. */
export interface PlaneDrawing {
  /** What the axes are. */
  readonly axes: readonly [string, string];
  readonly samples: readonly Sample[];
  /** Whether the plane is that of the data and the model has kinks, which are lines in it. */
  readonly hasKinks: boolean;
  /** Whether the sectors between the kinks are shaded by what is active there: those of one ReLU neuron. */
  readonly hasRegions: boolean;
  readonly paths: readonly Path[];
  readonly rays: readonly Ray[];
  /** What is said of the directions below the legend, in sentences. */
  readonly notes?: readonly string[];
  /** The step that breaks the claim, or that is of interest else. */
  readonly marked?: number;
}

/** Data of one feature: samples and weights on one axis, and above it what each weight has. */
export interface LineDrawing {
  /** What is above the axis. */
  readonly up: string;
  readonly samples: readonly { readonly x: number; readonly label: number }[];
  /** The loss by w; empty where several neurons make it. */
  readonly curve: readonly Point[];
  /** Weights with the loss there, or with the number of their neuron. */
  readonly paths: readonly Path[];
  readonly marked?: number;
}

/** A quantity against ln t. */
export interface Series {
  readonly title: string;
  /** The least height of the axis, in the quantity's units: what is less is rounding. */
  readonly least?: number;
  /** A line for each neuron, or a single one; values that are not finite leave a gap. */
  readonly curves: readonly { readonly style: string; readonly points: readonly Point[] }[];
}

/** A whole picture. */
export interface Drawing {
  readonly title: string;
  /** The same in words, for those who do not see it. */
  readonly description: string;
  readonly plane?: PlaneDrawing;
  readonly line?: LineDrawing;
  readonly series: readonly Series[];
  /** ln t of the step of interest. */
  readonly moment?: number;
}
